import type { ColumnDefinition } from '@dw-sim/contracts';
import { numericLimits } from '@dw-sim/generation-generators';
import { endsWith, familyOf, isWhole, lengthOf, type Subject } from './subject';

/** What a column may be filled by: keys of its definition, which replace those of the same meaning. */
export interface Proposal {
  readonly fill: Pick<ColumnDefinition, 'generator' | 'faker_rule' | 'locale_from' | 'distribution' | 'min_value' | 'max_value' | 'date_start' | 'date_end' | 'null_rate'>;
  /** Why, in a short sentence. */
  readonly reason: string;
  /** True where there are only so many values, such as countries: a unique column of them makes a short table. */
  readonly isClosed?: boolean;
}

/** Names of one meaning, and how columns of such names are filled, best first. */
export interface Rule {
  /** Tested against the words of the column. */
  readonly matches: (subject: Subject) => boolean;
  readonly propose: (subject: Subject) => readonly Proposal[];
}

/** A rule for columns whose words end in one of some phrases (a regular expression without anchors). */
export function rule(phrases: string, propose: (subject: Subject) => readonly Proposal[]): Rule {
  return { matches: ({ text }) => endsWith(text, phrases), propose };
}

/** `a status, by its name` as a sentence. */
function byName(what: string): string {
  return `${what.charAt(0).toUpperCase()}${what.slice(1)}, by its name.`;
}

/** A rule of faker; of text only in text columns, those of values in all that they fit. */
export function fakerOf(fakerRule: string, what: string, more: Pick<Proposal, 'isClosed'> & { readonly nullRate?: number } = {}): (subject: Subject) => readonly Proposal[] {
  return (subject) => [{ fill: { faker_rule: fakerRule, ...nullRateOf(subject, more.nullRate) }, reason: byName(what), isClosed: more.isClosed }];
}

/** Any generator by name. */
export function generatorOf(type: string, params: Readonly<Record<string, unknown>>, what: string, nullRate?: number): (subject: Subject) => readonly Proposal[] {
  return (subject) => [{ fill: { generator: { type, params }, ...nullRateOf(subject, nullRate) }, reason: byName(what) }];
}

/** A share of NULLs, where the column may hold some and does not say how many. */
export function nullRateOf({ definition }: Subject, rate: number | undefined): Pick<ColumnDefinition, 'null_rate'> {
  const isOpen = rate !== undefined && definition.required !== true && definition.null_rate === undefined && definition.is_unique !== true;
  return isOpen ? { null_rate: rate } : {};
}

/** The part of a range that the column's type and its declared bounds leave; undefined where nothing is left. */
export function rangeWithin({ type, definition }: Subject, min: number, max: number): { readonly min: number; readonly max: number } | undefined {
  const limits = numericLimits(type);
  const low = Math.max(min, definition.min_value ?? -Infinity, limits.min);
  const high = Math.min(max, definition.max_value ?? Infinity, limits.max);
  return low <= high ? { min: low, max: high } : undefined;
}

/** Numbers of a range, each as likely, with so many decimals where they have a fraction. */
export function between(min: number, max: number, what: string, decimals?: number): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const range = familyOf(subject) === 'number' ? rangeWithin(subject, min, max) : undefined;
    if (!range) return [];
    return [{ fill: decimals === undefined || subject.type.kind !== 'FLOAT' ? { min_value: range.min, max_value: range.max } : { generator: { type: 'uniform_float', params: { ...range, decimals } } }, reason: byName(what) }];
  };
}

/**
 * Amounts of which most are small and few large: lognormal, with a median inside the range that is left.
 *
 * @param median half of the values are below it
 * @param sigma standard deviation of the logarithm: 0.5 is narrow, 1.5 wide
 */
export function skewed(median: number, sigma: number, max: number, what: string, min = 0, decimals = 2): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const range = familyOf(subject) === 'number' ? rangeWithin(subject, min, max) : undefined;
    if (!range || range.max <= 0) return [];
    const middle = Math.min(median, range.max / 4);
    const distribution = { type: 'lognormal', mean: rounded(Math.log(middle)), sigma, ...(subject.type.kind === 'FLOAT' || (subject.type.kind === 'DECIMAL' && decimals < subject.type.scale) ? { decimals } : {}) };
    return [{ fill: { distribution, min_value: range.min, max_value: range.max }, reason: byName(what) }];
  };
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}

/** Values of a list in proportion to weights, in the form that the column can hold: shortened, or their numbers. */
export function choiceOf(list: string, what: string, more: { readonly nullRate?: number; readonly isClosed?: boolean; readonly hasInitials?: boolean } = {}): (subject: Subject) => readonly Proposal[] {
  const entries = list.split('|').map((entry) => {
    const [value, weight = '1'] = entry.split(':');
    return { value, weight: Number(weight) };
  });
  return (subject) => {
    const held = lengthOf(subject) === 1 && more.hasInitials === false ? [] : heldEntries(entries, subject);
    if (held.length === 0) return [];
    const isEven = held.every(({ weight }) => weight === held[0].weight);
    const params = { values: held.map(({ value }) => value), ...(isEven ? {} : { weights: held.map(({ weight }) => weight) }) };
    return [{ fill: { generator: { type: 'choice', params }, ...nullRateOf(subject, more.nullRate) }, reason: byName(what), isClosed: more.isClosed }];
  };
}

interface Entry {
  readonly value: string | number;
  readonly weight: number;
}

function heldEntries(entries: readonly { readonly value: string; readonly weight: number }[], subject: Subject): readonly Entry[] {
  if (familyOf(subject) === 'number') {
    const range = rangeWithin(subject, 0, entries.length);
    return isWhole(subject) && range ? entries.map(({ weight }, index) => ({ value: index + 1, weight })).filter(({ value }) => value >= range.min && value <= range.max) : [];
  }
  if (familyOf(subject) !== 'text') return [];
  const length = lengthOf(subject);
  const short = entries.filter(({ value }) => value.length <= length);
  if (short.length === entries.length || (length >= 5 && short.length >= 3)) return short;
  const seen = new Set<string>();
  return entries.map(({ value, weight }) => ({ value: value.replace(/[^A-Za-z0-9]/g, '').slice(0, length).toUpperCase(), weight })).filter(({ value }) => value !== '' && !seen.has(value) && seen.add(value));
}
