// Fetches the files of a shipped model, with progress, and checks that they are what they should be. Reads no
// weights: that is nn/language-model.
import type { ModelFiles } from '../contract/messages';
import { EngineError } from './failures';

/** Bytes so far and in all; null where the server does not say. */
export type ProgressListener = (loadedBytes: number, totalBytes: number | null) => void;

/**
 * All files of `models/<name>/` under the page's address.
 * @param signal ends the fetching; what is thrown then is an EngineError like any other
 * @throws EngineError `network` or `bad-input`, in words
 */
export async function fetchModel(
  assetBase: string,
  name: string,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<ModelFiles> {
  const [shape, weights] = await Promise.all([
    fetchModelShape(assetBase, name),
    fetchWeights(modelAddress(assetBase, name, 'model.safetensors'), onProgress, signal),
  ]);
  return { ...shape, weights };
}

/** The same without the weights: shape, tokenizer and chat template. */
export async function fetchModelShape(
  assetBase: string,
  name: string,
): Promise<Omit<ModelFiles, 'weights'>> {
  const json = (file: string) => fetchJson(modelAddress(assetBase, name, file));
  const [config, tokenizer, tokenizerConfig] = await Promise.all([
    json('config.json'),
    json('tokenizer.json'),
    json('tokenizer_config.json'),
  ]);
  return { config, tokenizer, tokenizerConfig };
}

function modelAddress(assetBase: string, name: string, file: string): URL {
  // The name may come from a link; it must not lead out of the folder.
  if (!/^\w[\w.-]*$/.test(name)) throw new EngineError('bad-input', `"${name}" is no model name.`);
  return new URL(`models/${name}/${file}`, assetBase);
}

async function fetchFile(address: URL, signal?: AbortSignal): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(address, { signal });
  } catch (error) {
    const message = `${fileName(address)} cannot be fetched. Is the connection or the server down?`;
    throw new EngineError('network', message, { cause: error });
  }
  if (!response.ok) {
    const why = response.status === 404 ? 'is not on the server' : `gave status ${response.status}`;
    throw new EngineError('network', `${fileName(address)} ${why}.`);
  }
  // Servers of single pages answer every unknown address with the page.
  if (response.headers.get('content-type')?.startsWith('text/html')) {
    throw new EngineError('network', `${fileName(address)} is not on the server.`);
  }
  return response;
}

async function fetchJson(address: URL): Promise<unknown> {
  const response = await fetchFile(address);
  try {
    return await response.json();
  } catch (error) {
    const message = `${fileName(address)} came damaged or only in part.`;
    throw new EngineError('network', message, { cause: error });
  }
}

async function fetchWeights(
  address: URL,
  onProgress: ProgressListener,
  signal: AbortSignal,
): Promise<ArrayBuffer> {
  onProgress(0, null);
  const response = await fetchFile(address, signal);
  // Of a compressed answer the header counts other bytes than those that arrive here.
  const length = response.headers.get('content-encoding')
    ? null
    : Number(response.headers.get('content-length')) || null;
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let loadedBytes = 0;
  onProgress(0, length);
  try {
    for (const reader = response.body!.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      loadedBytes += value.length;
      onProgress(loadedBytes, length);
    }
  } catch (error) {
    const message = `The connection broke while ${fileName(address)} was loading.`;
    throw new EngineError('network', message, { cause: error });
  }
  const whole = new Uint8Array(loadedBytes);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole.buffer;
}

function fileName(address: URL): string {
  return address.pathname.split('/').slice(-2).join('/');
}
