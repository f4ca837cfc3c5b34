import { isOwnKey } from '../own-key';
import { nullRateOf, rangeWithin, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, isWhole, KEY_WORDS, lengthOf, type Subject } from '../subject';

/** Children refer to about a thousand parents, as many as a table has that says nothing. */
const PARENTS = 1000;

/** Letters of what a code is about: `CUS` of a customer. */
function initials({ text, entity }: Subject): string {
  const about = text.replace(new RegExp(`(?: (?:${KEY_WORDS}))+$`), '');
  const word = (/^(?:id|sk|key|code|number|identifier)$/.test(about) || about === '' ? entity : about).split(' ').at(-1) ?? '';
  return word.replace(/[^a-z]/g, '').slice(0, 3).toUpperCase();
}

/** A key in text: never NULL where it is the row's own. */
function textKey(subject: Subject): readonly Proposal[] {
  return anyKey(subject).map((proposal) => (isOwnKey(subject) ? { ...proposal, fill: { ...proposal.fill, ...nullRateOf(subject, 0) } } : proposal));
}

/** A code with letters that tell what it is of, as wide as the column allows. */
function anyKey(subject: Subject): readonly Proposal[] {
  const length = lengthOf(subject);
  if (length >= 36 && length <= 40 && endsWith(subject.text, 'id|key|uuid|identifier')) return [{ fill: { generator: { type: 'uuid4' } }, reason: 'A UUID: a key of 36 characters.' }, ...shortKey(subject)];
  const letters = initials(subject);
  if (length < letters.length + 9 || letters.length < 2) return shortKey(subject);
  return [{ fill: { generator: { type: 'pattern', params: { pattern: `${letters}-[0-9]{8}` } } }, reason: 'A key of letters and digits, by its name.' }, ...shortKey(subject)];
}

/** What a short column has room for; every character that may stand in a key where it must tell many rows apart. */
export function shortKey(subject: Subject): readonly Proposal[] {
  const length = Math.min(lengthOf(subject), 12);
  const wide: Proposal = { fill: { generator: { type: 'pattern', params: { pattern: `[A-Z0-9]{${length}}` } } }, reason: `A code of ${length} character${length === 1 ? '' : 's'}, as many as there is room for.` };
  const widest: Proposal = { fill: { generator: { type: 'pattern', params: { pattern: `[A-Za-z0-9]{${length}}` } } }, reason: `A code of ${length} character${length === 1 ? '' : 's'}, lower case included for want of room.` };
  return length <= 4 ? [wide, widest] : [wide];
}

/** A key that refers to rows of some other table, or to nothing that is known: one of a thousand. */
function numberKey(subject: Subject): readonly Proposal[] {
  if (!isWhole(subject)) return [];
  if (subject.unique) return counting();
  const range = rangeWithin(subject, 1, PARENTS);
  return range ? [{ fill: { min_value: range.min, max_value: range.max }, reason: `A key of something else, one of ${(range.max - range.min + 1).toLocaleString('en-US')}, by its name.` }] : [];
}

/** 1, 2, 3, … in any type of numbers. */
export function counting(reason = 'A key that counts up.'): readonly Proposal[] {
  return [{ fill: { generator: { type: 'sequence', params: {} } }, reason }];
}

/** Numbers that count or place something, and are no keys. */
const COUNTS = '(?:line|row|sequence|version|revision|page|chapter|year|quarter|month|week|day|hour|street|house) number';

/** Keys of rows, the table's own and those of others. */
export const KEY_RULES: readonly Rule[] = [
  { matches: (subject) => familyOf(subject) === 'number' && subject.unique && isWhole(subject) && subject.definition.min_value === undefined && subject.definition.max_value === undefined && endsWith(subject.text, KEY_WORDS), propose: () => counting() },
  { matches: (subject) => familyOf(subject) === 'number' && endsWith(subject.text, KEY_WORDS) && !endsWith(subject.text, COUNTS), propose: numberKey },
  { matches: (subject) => familyOf(subject) === 'text' && endsWith(subject.text, KEY_WORDS), propose: textKey },
];
