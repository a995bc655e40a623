// Tells the other tabs of this page that something was changed, so that they read it again. Carries no data.
import type { StorageReport } from './types';

export type ChangeKind = keyof StorageReport['kinds'] | 'preferences';

export const changeKinds = [
  'chats',
  'demonstrations',
  'sftModels',
  'rankings',
  'votes',
  'rewardModels',
  'runs',
  'checkpoints',
  'preferences',
] as const satisfies ChangeKind[];

function isKind(text: string): text is ChangeKind {
  return (changeKinds as readonly string[]).includes(text);
}

export interface Changes {
  announce(kind: ChangeKind): void;
  onChange(listener: (kind: ChangeKind) => void): () => void;
  close(): void;
}

/** A channel per database name. Without BroadcastChannel, tabs only miss each other's changes. */
export function openChanges(name: string): Changes {
  const channel = 'BroadcastChannel' in globalThis ? new BroadcastChannel(`${name}:changes`) : null;
  const listeners = new Set<(kind: ChangeKind) => void>();
  let open = true;
  channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (typeof data !== 'string' || !isKind(data)) return;
    for (const listener of listeners) listener(data);
  });
  return {
    announce(kind) {
      if (open) channel?.postMessage(kind);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      open = false;
      listeners.clear();
      channel?.close();
    },
  };
}
