// Proof of life: a message every few seconds, and a Web Lock that the browser frees the moment this worker ends,
// however it ends. A worker that closes fires no event on the page; this is how the page learns of it.
import type { Port } from './port';

const intervalMs = 2_000;

export async function proveLife(port: Port): Promise<void> {
  const lock = await holdLock();
  const send = () => port.send({ type: 'alive', lock });
  send();
  setInterval(send, intervalMs);
}

/** The lock's name once it is held; null where the browser has no locks (an insecure origin). */
function holdLock(): Promise<string | null> {
  if (!navigator.locks) return Promise.resolve(null);
  const name = `engine ${crypto.randomUUID()}`;
  return new Promise((resolve) => {
    const forever = () => {
      resolve(name);
      return new Promise<never>(() => {});
    };
    navigator.locks.request(name, forever).catch(() => resolve(null));
  });
}
