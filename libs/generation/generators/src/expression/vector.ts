/** Values of a batch of rows at one node of an expression. Its buffers are its own and are filled anew by each call. */
export type Vector = NumberVector | CodeVector | TextVector;

abstract class Column {
  /** 1 where a row is NULL; all 0 where `nullable` is false. */
  nulls = new Uint8Array(0);
  private capacity = 0;

  constructor(readonly nullable: boolean) {}

  /** Computes the first `count` rows of the batch. */
  evaluate(count: number): void {
    if (count > this.capacity) {
      this.capacity = count;
      this.nulls = new Uint8Array(count);
      this.grow(count);
    }
    this.compute(count);
  }

  protected abstract grow(count: number): void;
  protected abstract compute(count: number): void;
}

/** Numbers, days, milliseconds, or 0 and 1. */
export class NumberVector extends Column {
  readonly lane = 'number';
  values = new Float64Array(0);

  constructor(
    nullable: boolean,
    private readonly fill: (values: Float64Array, nulls: Uint8Array, count: number) => void,
    /** The value, where it is the same in every row. */
    readonly constant?: number,
  ) {
    super(nullable);
  }

  protected grow(count: number): void {
    this.values = new Float64Array(count);
  }

  protected compute(count: number): void {
    this.fill(this.values, this.nulls, count);
  }
}

/** Indexes into a few strings: what is computed of them is computed once per string, not per row. */
export class CodeVector extends Column {
  readonly lane = 'code';
  codes = new Uint32Array(0);

  constructor(
    nullable: boolean,
    readonly dictionary: readonly string[],
    private readonly fill: (codes: Uint32Array, nulls: Uint8Array, count: number) => void,
  ) {
    super(nullable);
  }

  protected grow(count: number): void {
    this.codes = new Uint32Array(count);
  }

  protected compute(count: number): void {
    this.fill(this.codes, this.nulls, count);
  }
}

/** A string of its own for each row. */
export class TextVector extends Column {
  readonly lane = 'text';
  values: string[] = [];

  constructor(
    nullable: boolean,
    private readonly fill: (values: string[], nulls: Uint8Array, count: number) => void,
  ) {
    super(nullable);
  }

  protected grow(count: number): void {
    this.values = new Array<string>(count).fill('');
  }

  protected compute(count: number): void {
    this.fill(this.values, this.nulls, count);
  }
}

/** The same number in every row; NULL where undefined. */
export function constantNumber(value: number | null): NumberVector {
  return new NumberVector(value === null, (values, nulls, count) => {
    values.fill(value ?? 0, 0, count);
    if (value === null) nulls.fill(1, 0, count);
  }, value ?? undefined);
}

/** The same text in every row; NULL where undefined. */
export function constantText(value: string | null): CodeVector {
  return new CodeVector(value === null, [value ?? ''], (_codes, nulls, count) => {
    if (value === null) nulls.fill(1, 0, count);
  });
}

/** Evaluates vectors and gathers their NULLs: a row is NULL where any of them is. */
export function evaluateAll(vectors: readonly Vector[], nulls: Uint8Array, count: number): void {
  let first = true;
  for (const vector of vectors) {
    vector.evaluate(count);
    if (!vector.nullable) continue;
    const own = vector.nulls;
    if (first) for (let i = 0; i < count; i++) nulls[i] = own[i];
    else for (let i = 0; i < count; i++) nulls[i] |= own[i];
    first = false;
  }
  if (first) nulls.fill(0, 0, count);
}

/** A vector of codes as strings; what is text already, as it is. */
export function asText(vector: Vector): TextVector {
  if (vector.lane === 'text') return vector;
  if (vector.lane === 'number') throw new Error('numbers are no text');
  const { dictionary } = vector;
  return new TextVector(vector.nullable, (values, nulls, count) => {
    evaluateAll([vector], nulls, count);
    const { codes } = vector;
    for (let i = 0; i < count; i++) values[i] = dictionary[codes[i]];
  });
}

/** Distinct strings, and the place of each given string among them. */
export function distinct(strings: readonly string[]): { readonly values: readonly string[]; readonly codeOf: Uint32Array } {
  const places = new Map<string, number>();
  const codeOf = Uint32Array.from(strings, (string) => {
    const place = places.get(string) ?? places.size;
    places.set(string, place);
    return place;
  });
  return { values: [...places.keys()], codeOf };
}
