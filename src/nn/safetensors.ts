// The safetensors file format, read and written: 8 bytes of header length (little endian), a JSON header, then the
// raw data. Reads F32, F16 and BF16 into float32; writes F32 or F16. Trusts nothing in the header.

/** Tensors by name, as plain arrays. */
export type NamedArrays = Record<string, { shape: number[]; data: Float32Array }>;

const maxHeaderBytes = 10_000_000;
const bytesPerElement = { F32: 4, F16: 2, BF16: 2 } as const;
type StoredType = keyof typeof bytesPerElement;

/**
 * @param metadata text pairs kept under `__metadata__`
 * @returns the whole file
 */
export function writeSafetensors(
  arrays: NamedArrays,
  options: { type?: 'F32' | 'F16'; metadata?: Record<string, string> } = {},
): ArrayBuffer {
  const type = options.type ?? 'F32';
  const header: Record<string, unknown> = {};
  if (options.metadata) header.__metadata__ = options.metadata;
  let offset = 0;
  for (const [name, { shape, data }] of Object.entries(arrays)) {
    const end = offset + data.length * bytesPerElement[type];
    header[name] = { dtype: type, shape, data_offsets: [offset, end] };
    offset = end;
  }
  const json = new TextEncoder().encode(JSON.stringify(header));
  // The data starts at a multiple of 8; spaces are allowed after the header.
  const headerBytes = Math.ceil(json.length / 8) * 8;
  const file = new ArrayBuffer(8 + headerBytes + offset);
  const bytes = new Uint8Array(file);
  new DataView(file).setBigUint64(0, BigInt(headerBytes), true);
  bytes.fill(0x20, 8, 8 + headerBytes);
  bytes.set(json, 8);
  let at = 8 + headerBytes;
  for (const { data } of Object.values(arrays)) {
    if (type === 'F32') {
      bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    } else {
      const half = new Uint16Array(file, at, data.length);
      for (let i = 0; i < data.length; i++) half[i] = toHalf(data[i]!);
    }
    at += data.length * bytesPerElement[type];
  }
  return file;
}

/**
 * @returns the tensors as float32 copies, and the text metadata
 * @throws Error in plain words when the file is truncated, oversized, or its header lies
 */
export function readSafetensors(file: ArrayBuffer): {
  arrays: NamedArrays;
  metadata: Record<string, string>;
} {
  const damaged = (what: string) => new Error(`This is not a sound safetensors file: ${what}`);
  if (file.byteLength < 8) throw damaged('it is shorter than 8 bytes.');
  const headerLength = Number(new DataView(file).getBigUint64(0, true));
  if (headerLength > maxHeaderBytes) {
    throw damaged(`its header claims ${headerLength} bytes, more than ${maxHeaderBytes}.`);
  }
  const dataStart = 8 + headerLength;
  if (dataStart > file.byteLength) throw damaged('it ends inside the header; download it again.');
  let header: Record<string, unknown>;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(
      new Uint8Array(file, 8, headerLength),
    );
    header = JSON.parse(text) as Record<string, unknown>;
    if (typeof header !== 'object' || header === null || Array.isArray(header)) throw new Error();
  } catch {
    throw damaged('its header is not JSON.');
  }
  const metadata = (header.__metadata__ ?? {}) as Record<string, string>;
  delete header.__metadata__;
  const arrays: NamedArrays = {};
  const dataLength = file.byteLength - dataStart;
  let covered = 0;
  const entries = Object.entries(header).map(([name, value]) => ({
    name,
    ...checkEntry(name, value, dataLength, damaged),
  }));
  entries.sort((a, b) => a.begin - b.begin);
  for (const { name, type, shape, begin, end } of entries) {
    if (begin !== covered) throw damaged(`tensor "${name}" overlaps another, or leaves a gap.`);
    covered = end;
    arrays[name] = { shape, data: decode(file, dataStart + begin, end - begin, type) };
  }
  if (covered !== dataLength) {
    throw damaged(`it holds ${dataLength} bytes of data, its header describes ${covered}.`);
  }
  return { arrays, metadata };
}

function checkEntry(
  name: string,
  value: unknown,
  dataLength: number,
  damaged: (what: string) => Error,
): { type: StoredType; shape: number[]; begin: number; end: number } {
  const entry = value as { dtype?: unknown; shape?: unknown; data_offsets?: unknown } | null;
  if (typeof entry !== 'object' || entry === null)
    throw damaged(`tensor "${name}" has no description.`);
  if (typeof entry.dtype !== 'string' || !(entry.dtype in bytesPerElement)) {
    throw damaged(`tensor "${name}" has type ${String(entry.dtype)}; F32, F16 and BF16 are read.`);
  }
  const isSize = (n: unknown): n is number => Number.isSafeInteger(n) && (n as number) >= 0;
  const { shape, data_offsets: offsets } = entry;
  if (!Array.isArray(shape) || !shape.every(isSize))
    throw damaged(`tensor "${name}" has a bad shape.`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isSize)) {
    throw damaged(`tensor "${name}" has bad offsets.`);
  }
  const [begin, end] = offsets as [number, number];
  if (begin > end || end > dataLength) {
    throw damaged(`tensor "${name}" reaches past the end of the file; download it again.`);
  }
  const type = entry.dtype as StoredType;
  const elements = shape.reduce((product: number, size: number) => product * size, 1);
  if (elements * bytesPerElement[type] !== end - begin) {
    throw damaged(
      `tensor "${name}" has ${end - begin} bytes, its shape [${shape}] needs another number.`,
    );
  }
  return { type, shape, begin, end };
}

function decode(file: ArrayBuffer, at: number, length: number, type: StoredType): Float32Array {
  const copy = file.slice(at, at + length);
  if (type === 'F32') return new Float32Array(copy);
  const halves = new Uint16Array(copy);
  if (type === 'BF16') {
    return new Float32Array(Uint32Array.from(halves, (bits) => bits << 16).buffer);
  }
  return Float32Array.from(halves, fromHalf);
}

const scratch = new DataView(new ArrayBuffer(4));

/** float32 to IEEE half, round to nearest even; overflow becomes infinity. */
function toHalf(value: number): number {
  scratch.setFloat32(0, value);
  const bits = scratch.getUint32(0);
  const sign = (bits >>> 16) & 0x8000;
  const magnitude = bits & 0x7fffffff;
  if (magnitude > 0x7f800000) return sign | 0x7e00; // NaN
  if (magnitude >= 0x47800000) return sign | 0x7c00; // too large, or infinite
  if (magnitude < 0x38800000) {
    // Subnormal half: a multiple of 2^-24; Math.round half up is corrected to even.
    const scaled = Math.abs(value) * 16777216;
    const floor = Math.floor(scaled);
    const rest = scaled - floor;
    return sign | (rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor);
  }
  const rounded = magnitude + 0xfff + ((magnitude >>> 13) & 1);
  return sign | ((rounded - 0x38000000) >>> 13);
}

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >>> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** Arrays of several parts in one file, each under its part's name: `policy/model.norm.weight`. */
export function joinParts(parts: Readonly<Record<string, NamedArrays>>): NamedArrays {
  const all = Object.entries(parts).flatMap(([part, arrays]) =>
    Object.entries(arrays).map(([name, array]) => [`${part}/${name}`, array] as const),
  );
  return Object.fromEntries(all);
}

/** Those of one part, under their own names; none where the file has no such part. */
export function partOf(arrays: NamedArrays, part: string): NamedArrays {
  const own = Object.entries(arrays).filter(([name]) => name.startsWith(`${part}/`));
  return Object.fromEntries(own.map(([name, array]) => [name.slice(part.length + 1), array]));
}
