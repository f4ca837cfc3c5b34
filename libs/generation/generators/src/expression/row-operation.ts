import type { RowFunction } from './functions';
import { nullWhereUndefined } from './number-operations';
import { asText, CodeVector, distinct, evaluateAll, NumberVector, TextVector, type Vector } from './vector';

type Scalar = number | string;
type Apply = (...values: Scalar[]) => Scalar | null;

/**
 * A function of the values of a row, over vectors. Where all but one text of a dictionary is constant, it is called
 * once per string of the dictionary.
 */
export function rowOperation({ apply, result }: Pick<RowFunction, 'apply' | 'result'>, args: readonly Vector[], nullable: boolean): Vector {
  const call = apply as unknown as Apply;
  const coded = codedArgument(args);
  if (coded) return viaDictionary(call, result === 'text', args, coded, nullable);
  return result === 'text' ? textRows(call, args, nullable) : numberRows(call, args, nullable);
}

/** Texts computed row by row. */
function textRows(call: Apply, args: readonly Vector[], nullable: boolean): Vector {
  const inputs = args.map(inputOf);
  const [a, b, c] = inputs;
  return new TextVector(nullable, (values, nulls, count) => {
    evaluateAll(inputs, nulls, count);
    for (let i = 0; i < count; i++) {
      if (nulls[i] === 1) continue;
      const value = inputs.length === 1 ? call(a.values[i]) : inputs.length === 2 ? call(a.values[i], b.values[i]) : call(a.values[i], b.values[i], c.values[i]);
      values[i] = value === null ? '' : String(value);
      if (value === null) nulls[i] = 1;
    }
  });
}

/** Numbers computed row by row. */
function numberRows(call: Apply, args: readonly Vector[], nullable: boolean): Vector {
  const inputs = args.map(inputOf);
  const [a, b, c] = inputs;
  return new NumberVector(nullable, (values, nulls, count) => {
    evaluateAll(inputs, nulls, count);
    const get = (value: Scalar | null): number => (value === null ? NaN : Number(value));
    if (inputs.length === 1) for (let i = 0; i < count; i++) values[i] = get(call(a.values[i]));
    else if (inputs.length === 2) for (let i = 0; i < count; i++) values[i] = get(call(a.values[i], b.values[i]));
    else for (let i = 0; i < count; i++) values[i] = get(call(a.values[i], b.values[i], c.values[i]));
    if (nullable) nullWhereUndefined(values, nulls, count);
  });
}

function inputOf(vector: Vector): NumberVector | TextVector {
  return vector.lane === 'number' ? vector : asText(vector);
}

/** The only argument that varies, where it is a text of a dictionary. */
function codedArgument(args: readonly Vector[]): CodeVector | undefined {
  const texts = args.filter((arg): arg is CodeVector => arg.lane === 'code');
  const varying = texts.filter(({ dictionary, nullable }) => dictionary.length > 1 || nullable);
  const others = args.filter((arg) => (arg.lane === 'number' ? arg.constant === undefined : arg.lane === 'text'));
  return others.length > 0 || varying.length > 1 ? undefined : (varying.at(0) ?? texts.at(0));
}

function viaDictionary(call: Apply, isText: boolean, args: readonly Vector[], coded: CodeVector, nullable: boolean): Vector {
  const results = coded.dictionary.map((string) => call(...args.map((arg) => (arg === coded ? string : constantOf(arg)))));
  const missing = Uint8Array.from(results, (value) => (value === null || (typeof value === 'number' && !Number.isFinite(value)) ? 1 : 0));
  const mark = (nulls: Uint8Array, count: number): void => {
    evaluateAll([coded], nulls, count);
    if (nullable) for (let i = 0; i < count; i++) nulls[i] |= missing[coded.codes[i]];
  };
  if (isText) {
    const { values: dictionary, codeOf } = distinct(results.map((value) => String(value ?? '')));
    return new CodeVector(nullable, dictionary, (codes, nulls, count) => {
      mark(nulls, count);
      for (let i = 0; i < count; i++) codes[i] = codeOf[coded.codes[i]];
    });
  }
  const numbers = Float64Array.from(results, (value, code) => (missing[code] === 1 ? 0 : Number(value)));
  return new NumberVector(nullable, (values, nulls, count) => {
    mark(nulls, count);
    for (let i = 0; i < count; i++) values[i] = numbers[coded.codes[i]];
  });
}

function constantOf(vector: Vector): Scalar {
  if (vector.lane === 'code') return vector.dictionary[0];
  return vector.lane === 'number' ? (vector.constant ?? 0) : '';
}
