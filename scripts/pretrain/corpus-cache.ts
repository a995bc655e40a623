// Keeps an encoded corpus in a folder: one JSON file and one flat Uint16 file for each stream, under
// a key that names what it was made from. A cache that is absent or damaged reads as none.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Demonstration } from './corpus';

/** What is kept: all of a corpus but what can be read from its sources in no time. */
export interface EncodedCorpus {
  tokenizerJson: unknown;
  tokenizerConfigJson: unknown;
  base: { train: Uint16Array; heldOut: Uint16Array };
  chat: { train: Demonstration[]; heldOut: Demonstration[] };
}

interface Index {
  tokenizerJson: unknown;
  tokenizerConfigJson: unknown;
  /** Number of 16-bit values in each stream file, to notice a file that was cut off. */
  lengths: Record<string, number>;
}

const streams = ['base-train', 'base-held-out', 'chat-train', 'chat-held-out'] as const;

/** Bit 15 marks a reply token; ids stay below it. */
const replyBit = 0x8000;

/** Demonstrations as one row of numbers: length, then ids, each with its reply bit. */
function pack(demonstrations: readonly Demonstration[]): Uint16Array {
  const length = demonstrations.reduce((sum, { ids }) => sum + 1 + ids.length, 0);
  const packed = new Uint16Array(length);
  let offset = 0;
  for (const { ids, replyMask } of demonstrations) {
    packed[offset++] = ids.length;
    ids.forEach((id, i) => {
      packed[offset++] = replyMask[i] ? id | replyBit : id;
    });
  }
  return packed;
}

function unpack(packed: Uint16Array): Demonstration[] {
  const demonstrations: Demonstration[] = [];
  for (let offset = 0; offset < packed.length;) {
    const length = packed[offset++]!;
    const row = packed.subarray(offset, offset + length);
    offset += length;
    demonstrations.push({
      ids: row.map((value) => value & ~replyBit),
      replyMask: Uint8Array.from(row, (value) => (value & replyBit ? 1 : 0)),
    });
  }
  return demonstrations;
}

export function writeCachedCorpus(cacheDir: string, key: string, corpus: EncodedCorpus): void {
  const folder = join(cacheDir, key);
  mkdirSync(folder, { recursive: true });
  const content: Record<(typeof streams)[number], Uint16Array> = {
    'base-train': corpus.base.train,
    'base-held-out': corpus.base.heldOut,
    'chat-train': pack(corpus.chat.train),
    'chat-held-out': pack(corpus.chat.heldOut),
  };
  const lengths: Record<string, number> = {};
  for (const stream of streams) {
    const values = content[stream];
    lengths[stream] = values.length;
    writeFileSync(
      join(folder, `${stream}.u16`),
      new Uint8Array(values.buffer, values.byteOffset, values.byteLength),
    );
  }
  const { tokenizerJson, tokenizerConfigJson } = corpus;
  const index: Index = { tokenizerJson, tokenizerConfigJson, lengths };
  // The index comes last and whole, so that an interrupted writing leaves no readable cache.
  writeFileSync(join(folder, 'index.json.part'), JSON.stringify(index));
  renameSync(join(folder, 'index.json.part'), join(folder, 'index.json'));
}

export function readCachedCorpus(cacheDir: string, key: string): EncodedCorpus | undefined {
  const folder = join(cacheDir, key);
  if (!existsSync(join(folder, 'index.json'))) return undefined;
  const index = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8')) as Index;
  const content: Partial<Record<(typeof streams)[number], Uint16Array>> = {};
  for (const stream of streams) {
    const path = join(folder, `${stream}.u16`);
    if (!existsSync(path)) return undefined;
    const bytes = readFileSync(path);
    if (bytes.length !== 2 * (index.lengths[stream] ?? -1)) return undefined;
    content[stream] = new Uint16Array(Uint8Array.from(bytes).buffer);
  }
  return {
    tokenizerJson: index.tokenizerJson,
    tokenizerConfigJson: index.tokenizerConfigJson,
    base: { train: content['base-train']!, heldOut: content['base-held-out']! },
    chat: { train: unpack(content['chat-train']!), heldOut: unpack(content['chat-held-out']!) },
  };
}
