import { asText, CodeVector, distinct, NumberVector, TextVector, type Vector } from './vector';

interface Branch {
  /** Absent in the last one. */
  readonly when?: NumberVector;
  readonly value: Vector;
}

/**
 * The value of the first branch whose condition is true. Every branch is computed for every row: none can fail, and a
 * pass over a typed array costs less than a jump per row.
 *
 * @param args condition, value, condition, value, …, value of the rest
 */
export function caseOperation(args: readonly Vector[], nullable: boolean): Vector {
  const branches: Branch[] = [];
  for (let i = 0; i + 1 < args.length; i += 2) branches.push({ when: args[i] as NumberVector, value: args[i + 1] });
  branches.push({ value: args[args.length - 1] });
  const lanes = new Set(branches.map(({ value }) => value.lane));
  if (lanes.has('number')) return numbers(branches, nullable);
  return lanes.has('text') ? texts(branches, nullable) : codes(branches, nullable);
}

function numbers(branches: readonly Branch[], nullable: boolean): Vector {
  return new NumberVector(nullable, (values, nulls, count) => {
    eachFromLast(branches, nulls, count, ({ value, when }) => {
      const own = (value as NumberVector).values;
      if (!when) values.set(own.subarray(0, count));
      else for (let i = 0; i < count; i++) if (when.values[i] === 1 && when.nulls[i] === 0) values[i] = own[i];
    });
  });
}

function texts(branches: readonly Branch[], nullable: boolean): Vector {
  const asTexts = branches.map((branch) => ({ ...branch, value: asText(branch.value) }));
  return new TextVector(nullable, (values, nulls, count) => {
    eachFromLast(asTexts, nulls, count, ({ value, when }) => {
      const own = (value as TextVector).values;
      for (let i = 0; i < count; i++) if (!when || (when.values[i] === 1 && when.nulls[i] === 0)) values[i] = own[i];
    });
  });
}

/** Codes of one dictionary for all branches. */
function codes(branches: readonly Branch[], nullable: boolean): Vector {
  const all = branches.flatMap(({ value }) => (value as CodeVector).dictionary);
  const { values: dictionary, codeOf } = distinct(all);
  let offset = 0;
  const maps = new Map(branches.map((branch) => {
    const map = codeOf.subarray(offset, (offset += (branch.value as CodeVector).dictionary.length));
    return [branch, map] as const;
  }));
  return new CodeVector(nullable, dictionary, (out, nulls, count) => {
    eachFromLast(branches, nulls, count, (branch) => {
      const { when, value } = branch;
      const own = (value as CodeVector).codes;
      const map = maps.get(branch) ?? codeOf;
      for (let i = 0; i < count; i++) if (!when || (when.values[i] === 1 && when.nulls[i] === 0)) out[i] = map[own[i]];
    });
  });
}

/** From the last branch to the first, so that the first true one has the last word. */
function eachFromLast(branches: readonly Branch[], nulls: Uint8Array, count: number, put: (branch: Branch) => void): void {
  for (let at = branches.length - 1; at >= 0; at--) {
    const branch = branches[at];
    const { when, value } = branch;
    value.evaluate(count);
    when?.evaluate(count);
    put(branch);
    if (!when) nulls.set(value.nulls.subarray(0, count));
    else for (let i = 0; i < count; i++) if (when.values[i] === 1 && when.nulls[i] === 0) nulls[i] = value.nulls[i];
  }
}
