// Numbers that arrive many times a second and are drawn as curves: one growing typed array a name, and one version
// that is raised at most once per animation frame. Knows nothing of charts, runs or storage.

/** Where a curve is drawn: x grows from point to point. */
export interface Point {
  x: number;
  y: number;
}

export class Series<Name extends string> {
  #version = $state(0);
  #names: readonly Name[];
  #positions: Float64Array = new Float64Array(64);
  #columns: Record<Name, Float64Array>;
  #length = 0;
  #generation = 0;
  #frame = 0;

  constructor(names: readonly Name[]) {
    this.#names = names;
    this.#columns = Object.fromEntries(names.map((name) => [name, new Float64Array(64)])) as Record<
      Name,
      Float64Array
    >;
  }

  /** Reactive: how many positions there are. */
  get length(): number {
    void this.#version;
    return this.#length;
  }

  /** Changes whenever positions were dropped, so that a row shown for one of them is made anew. */
  get generation(): number {
    void this.#version;
    return this.#generation;
  }

  /** Adds values at a position after the last one; a name that is missing has no value there (NaN). */
  add(position: number, values: Readonly<Partial<Record<Name, number>>>): void {
    if (this.#length === this.#positions.length) this.#grow();
    this.#positions[this.#length] = position;
    for (const name of this.#names) this.#columns[name][this.#length] = values[name] ?? NaN;
    this.#length += 1;
    this.#frame ||= requestAnimationFrame(() => this.#flush());
  }

  /** Drops what lies after a position. */
  truncate(position: number): void {
    while (this.#length > 0 && this.#positions[this.#length - 1]! > position) this.#length -= 1;
    this.#generation += 1;
    this.#flush();
  }

  clear(): void {
    this.truncate(-Infinity);
  }

  /** Reactive: the position of a row. */
  position(index: number): number {
    void this.#version;
    return this.#positions[index]!;
  }

  /** Reactive: NaN where there is no value. */
  value(name: Name, index: number): number {
    void this.#version;
    return index >= 0 && index < this.#length ? this.#columns[name][index]! : NaN;
  }

  /** Reactive: the newest value of a name, NaN when there is none. */
  last(name: Name): number {
    return this.value(name, this.#length - 1);
  }

  /** Reactive: the points of a curve, positions without a value left out. */
  points(name: Name): Point[] {
    void this.#version;
    const points: Point[] = [];
    for (let index = 0; index < this.#length; index++) {
      const y = this.#columns[name][index]!;
      if (Number.isFinite(y)) points.push({ x: this.#positions[index]!, y });
    }
    return points;
  }

  #flush(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#version += 1;
  }

  #grow(): void {
    this.#positions = doubled(this.#positions);
    for (const name of this.#names) this.#columns[name] = doubled(this.#columns[name]);
  }
}

function doubled(values: Float64Array): Float64Array {
  const larger = new Float64Array(values.length * 2);
  larger.set(values);
  return larger;
}
