// The safetensors reader and writer: round trips, a hand-made file, and files that are cut, too large or lie.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSafetensors, writeSafetensors, type NamedArrays } from '../../src/nn/safetensors';

/** A file from a header (or raw header text) and data bytes, as the format says. */
function file(header: unknown, data = new Uint8Array(0), claimedLength?: bigint): ArrayBuffer {
  const text = typeof header === 'string' ? header : JSON.stringify(header);
  const json = new TextEncoder().encode(text);
  const bytes = new Uint8Array(8 + json.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, claimedLength ?? BigInt(json.length), true);
  bytes.set(json, 8);
  bytes.set(data, 8 + json.length);
  return bytes.buffer;
}

const entry = (shape: number[], begin: number, end: number, dtype = 'F32') => ({
  dtype,
  shape,
  data_offsets: [begin, end],
});

describe('round trips', () => {
  it('keeps every float32 bit, shape, name and text', () => {
    const array = fc
      .float32Array({ maxLength: 12, noNaN: true })
      .map((data) => ({ shape: [data.length], data }));
    // The one name that an object takes for something else.
    const tensorName = fc.string({ minLength: 1 }).filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(tensorName, array), fc.string(), (some, note) => {
        const arrays = Object.fromEntries(
          Object.entries(some).filter(([name]) => name !== '__metadata__'),
        );
        const read = readSafetensors(writeSafetensors(arrays, { metadata: { note } }));
        expect(read.metadata).toEqual({ note });
        expect(Object.keys(read.arrays).sort()).toEqual(Object.keys(arrays).sort());
        for (const [name, { shape, data }] of Object.entries(arrays)) {
          expect(read.arrays[name]!.shape).toEqual(shape);
          expect([...read.arrays[name]!.data]).toEqual([...data]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('rounds to the nearest half, and reads every half back exactly', () => {
    const values = [0, -0, 1, -1, 0.1, 65504, 65520, 1e-8, 6e-8, 2 ** -14, 1 / 3, 2049, 1e6];
    const arrays: NamedArrays = {
      a: { shape: [values.length], data: Float32Array.from(values) },
    };
    const once = readSafetensors(writeSafetensors(arrays, { type: 'F16' })).arrays.a!.data;
    // Worked by hand from the IEEE 754 half format: 10 bits of fraction, ties to even.
    expect([...once]).toEqual([
      0,
      -0,
      1,
      -1,
      0.0999755859375,
      65504,
      Infinity,
      0,
      2 ** -24,
      2 ** -14,
      0.333251953125,
      2048,
      Infinity,
    ]);
    const twice = readSafetensors(
      writeSafetensors({ a: { shape: [once.length], data: once } }, { type: 'F16' }),
    ).arrays.a!.data;
    expect([...twice]).toEqual([...once]);
  });

  it('reads a hand-made bfloat16 file', () => {
    // 1.0 is 0x3f80, -2.5 is 0xc020; little endian.
    const data = Uint8Array.from([0x80, 0x3f, 0x20, 0xc0]);
    const { arrays } = readSafetensors(file({ x: entry([2], 0, 4, 'BF16') }, data));
    expect([...arrays.x!.data]).toEqual([1, -2.5]);
  });

  it('begins the data at a multiple of eight bytes', () => {
    const written = writeSafetensors({ weight: { shape: [1], data: Float32Array.of(1) } });
    const headerLength = Number(new DataView(written).getBigUint64(0, true));
    expect((8 + headerLength) % 8).toBe(0);
  });
});

describe('unsound files are refused in words', () => {
  const four = new Uint8Array(4);
  const cases: [string, ArrayBuffer, RegExp][] = [
    ['shorter than its length field', new ArrayBuffer(5), /shorter than 8 bytes/],
    [
      'cut inside the header',
      file({ x: entry([1], 0, 4) }, four).slice(0, 20),
      /inside the header/,
    ],
    ['a header of a terabyte', file({}, four, 1n << 40n), /header claims/],
    ['a header longer than the file', file({}, four, 5000n), /ends inside the header/],
    ['a header that is not JSON', file('{nonsense'), /not JSON/],
    ['a header that is a list', file([1, 2]), /not JSON/],
    ['cut inside the data', file({ x: entry([2], 0, 8) }, four), /past the end/],
    [
      'bytes that nobody describes',
      file({ x: entry([1], 0, 4) }, new Uint8Array(12)),
      /describes 4/,
    ],
    ['a shape that needs more bytes', file({ x: entry([3], 0, 4) }, four), /needs another number/],
    ['a negative size', file({ x: entry([-1], 0, 4) }, four), /bad shape/],
    ['offsets the wrong way round', file({ x: entry([1], 4, 0) }, four), /past the end/],
    [
      'offsets that are no numbers',
      file({ x: { ...entry([1], 0, 4), data_offsets: ['0', 4] } }, four),
      /bad offsets/,
    ],
    ['an unknown type', file({ x: entry([1], 0, 4, 'I64') }, four), /type I64/],
    ['a tensor without description', file({ x: null }, four), /no description/],
    ['tensors that overlap', file({ x: entry([1], 0, 4), y: entry([1], 0, 4) }, four), /overlaps/],
    ['a gap between tensors', file({ x: entry([1], 4, 8) }, new Uint8Array(8)), /leaves a gap/],
  ];
  it.each(cases)('%s', (_, bytes, message) => {
    expect(() => readSafetensors(bytes)).toThrow(message);
  });

  it('any cut of a sound file', () => {
    const sound = writeSafetensors({
      a: { shape: [2, 3], data: new Float32Array(6).fill(1) },
      b: { shape: [1], data: Float32Array.of(2) },
    });
    for (let length = 0; length < sound.byteLength; length++) {
      expect(() => readSafetensors(sound.slice(0, length))).toThrow(/not a sound safetensors file/);
    }
  });
});
