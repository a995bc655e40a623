// The seeded random generator that everything random is passed; there is no global one.
// xoshiro128** (Blackman & Vigna 2018), seeded through splitmix32.

/** Four 32-bit words; enough to go on exactly where a generator stood. */
export type RandomState = [number, number, number, number];

export class Random {
  private words: Uint32Array;

  /** @param seed any integer, or a state saved by `state()` */
  constructor(seed: number | RandomState) {
    if (typeof seed === 'number') {
      this.words = new Uint32Array(4);
      let mixer = seed >>> 0;
      for (let i = 0; i < 4; i++) {
        mixer = (mixer + 0x9e3779b9) >>> 0;
        let word = mixer;
        word = Math.imul(word ^ (word >>> 16), 0x21f0aaad);
        word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
        this.words[i] = word ^ (word >>> 15);
      }
    } else {
      this.words = Uint32Array.from(seed);
    }
  }

  state(): RandomState {
    return [...this.words] as unknown as RandomState;
  }

  /** A uniform 32-bit unsigned integer. */
  nextUint32(): number {
    const s = this.words;
    const s1 = s[1]!;
    const rotated = Math.imul(s1, 5);
    const result = Math.imul((rotated << 7) | (rotated >>> 25), 9) >>> 0;
    const shifted = s1 << 9;
    s[2]! ^= s[0]!;
    s[3]! ^= s[1]!;
    s[1]! ^= s[2]!;
    s[0]! ^= s[3]!;
    s[2]! ^= shifted;
    const last = s[3]!;
    s[3] = (last << 11) | (last >>> 21);
    return result;
  }

  /** Uniform in [0, 1), 32 bits. */
  uniform(): number {
    return this.nextUint32() / 4294967296;
  }

  /** Uniform integer in [0, count). */
  integer(count: number): number {
    if (!(count > 0)) throw new Error(`Random.integer needs a positive count, got ${count}.`);
    return Math.floor(this.uniform() * count);
  }

  /** Standard normal, by Box and Muller. */
  normal(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.uniform()));
    return radius * Math.cos(2 * Math.PI * this.uniform());
  }

  /** One element of a non-empty list. */
  pick<T>(items: readonly T[]): T {
    return items[this.integer(items.length)] as T;
  }

  /** A shuffled copy (Fisher-Yates). */
  shuffled<T>(items: readonly T[]): T[] {
    const copy = [...items];
    for (let i = copy.length - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
    }
    return copy;
  }

  /** An independent generator, derived from this one's stream. */
  fork(): Random {
    return new Random(this.nextUint32());
  }
}
