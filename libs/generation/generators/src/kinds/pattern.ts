import { makePermutation, MAX_PERMUTATION_SIZE } from '@dw-sim/generation-rng';
import { positionOf } from '../expression';
import type { ColumnContext, GeneratorKind, KernelContext, ParameterFault } from '../generator-kind';
import type { Kernel } from '../kernel';
import { stringOf, type Parameters } from '../parameters';
import { type Automaton, buildAutomaton, countTexts } from '../pattern/automaton';
import { pointBytes } from '../pattern/code-point-writer';
import { drawnTexts } from '../pattern/drawn-texts';
import { parsePattern } from '../pattern/parse-pattern';
import { lengthBounds, type Pattern, PatternFault } from '../pattern/pattern-syntax';
import { rankedTexts } from '../pattern/ranked-texts';
import type { TextBatch } from '../text-batch';

/** Longest text in bytes, so that a batch of rows stays small. */
const MAX_BYTES = 4000;
/** Steps of the longest text, so that no pattern repeats nothing a billion times. */
const MAX_STEPS = 20_000;

/** Text that matches a regular expression. */
export const pattern: GeneratorKind<{ readonly pattern: string }> = {
  kind: 'pattern',
  description: 'Text that matches a regular expression as a whole.',
  types: ['VARCHAR'],
  parameters: [{ name: 'pattern', type: 'string', required: true, description: 'Literals, classes, groups, alternatives and bounded quantifiers, such as `[A-Z]{2}-\\d{4}`.' }],
  example: { pattern: '[A-Z]{2}-\\d{4}(-[a-f0-9]{2,4})?' },
  check,
  summarize: (params) => `matches ${textOf(params)}`,
  distinctCount: (params) => {
    const automaton = automatonOf(textOf(params));
    return automaton ? textCount(automaton) : Infinity;
  },
  prepare: (params) => ({ pattern: textOf(params) }),
  compile: ({ pattern: source }, context) => compile(source, context),
};

function textOf(params: Parameters): string {
  return stringOf(params, 'pattern') ?? '';
}

/** Automata by pattern: checking, counting and preparing ask for the same one. */
const automata = new Map<string, Automaton | undefined>();
const KEPT_AUTOMATA = 20;

function automatonOf(source: string): Automaton | undefined {
  if (!automata.has(source)) {
    if (automata.size >= KEPT_AUTOMATA) automata.clear();
    automata.set(source, buildAutomaton(parsePattern(source)));
  }
  return automata.get(source);
}

/** Exact up to 2^53, Infinity beyond. */
function textCount(automaton: Automaton): number {
  const [count] = countTexts(automaton);
  return count > BigInt(Number.MAX_SAFE_INTEGER) ? Infinity : Number(count);
}

function check(params: Parameters, column: ColumnContext): readonly ParameterFault[] {
  const source = textOf(params);
  try {
    return checkLength(parsePattern(source), source, column);
  } catch (error) {
    if (!(error instanceof PatternFault)) throw error;
    return [{ parameter: 'pattern', code: 'syntax', message: `pattern:${positionOf(source, error.at)}: ${error.message}`, allowed: error.allowed }];
  }
}

function checkLength(parsed: Pattern, source: string, { type, unique }: ColumnContext): readonly ParameterFault[] {
  const { max } = lengthBounds(parsed);
  const length = type.kind === 'VARCHAR' ? (type.length ?? Infinity) : Infinity;
  if (max > length) return [{ parameter: 'pattern', code: 'too_long', message: `the pattern makes texts of up to ${max} characters`, allowed: `at most ${length}` }];
  if (maxBytes(parsed) > MAX_BYTES) return [{ parameter: 'pattern', code: 'too_long', message: `the pattern makes texts of up to ${maxBytes(parsed)} bytes`, allowed: `at most ${MAX_BYTES}` }];
  if (mostSteps(parsed) > MAX_STEPS || (unique && !automatonOf(source))) return [{ parameter: 'pattern', code: 'too_complex', message: `the pattern has too many ${unique ? 'states for its texts to be counted' : 'steps'}`, allowed: 'a simpler pattern' }];
  return [];
}

function maxBytes(parsed: Pattern): number {
  switch (parsed.kind) {
    case 'class':
      return pointBytes(parsed.points[parsed.points.length - 1]);
    case 'sequence':
      return parsed.items.reduce((sum, item) => sum + maxBytes(item), 0);
    case 'choice':
      return Math.max(...parsed.items.map(maxBytes));
    case 'repeat':
      return maxBytes(parsed.item) * parsed.max;
  }
}

/** Most repetitions and characters that one text takes. */
function mostSteps(parsed: Pattern): number {
  switch (parsed.kind) {
    case 'class':
      return 1;
    case 'sequence':
    case 'choice':
      return parsed.items.reduce((sum, item) => sum + mostSteps(item), 1);
    case 'repeat':
      return mostSteps(parsed.item) * parsed.max + 1;
  }
}

function compile(source: string, context: KernelContext): Kernel {
  const parsed = parsePattern(source);
  const write = context.unique ? uniqueWriter(source, context) : drawnTexts(parsed, context.key('value'));
  return {
    lane: 'text',
    maxByteLength: maxBytes(parsed),
    fill: (out, rows, count) => {
      let position = 0;
      for (let i = 0; i < count; i++) {
        out.offsets[i] = position;
        position = write(out, position, rows[i]);
      }
      out.offsets[count] = position;
    },
  };
}

/** A permutation over the texts of the pattern, or over 2^32 of them. */
function uniqueWriter(source: string, context: KernelContext): (out: TextBatch, position: number, row: number) => number {
  const automaton = automatonOf(source);
  if (!automaton) throw new Error(`the pattern ${source} was not checked`);
  const size = Math.min(textCount(automaton), MAX_PERMUTATION_SIZE);
  const at = makePermutation(size, context.key('value'));
  const write = rankedTexts(automaton, size, context.key('text'));
  return (out, position, row) => write(out, position, at(row), row);
}
