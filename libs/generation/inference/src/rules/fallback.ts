import { fakerOf, rangeWithin, skewed, type Proposal } from '../proposal';
import { familyOf, isWhole, lengthOf, type Subject } from '../subject';
import { SINGLE_CHARACTER } from './flags';
import { counting, shortKey } from './keys';

const ALONE = 'by its type alone';

/** What a column holds whose name says nothing: never none, the last is what the type decides. */
export function byType(subject: Subject): readonly Proposal[] {
  const last: Proposal = { fill: {}, reason: `Values ${ALONE}.` };
  switch (familyOf(subject)) {
    case 'text':
      return [...(subject.unique ? shortKey(subject) : plainText(subject)), { ...last, reason: `Words ${ALONE}.` }];
    case 'number':
      return [...(subject.unique && isFree(subject) ? counting('A unique number that counts up.') : plainNumber(subject)), { ...last, reason: `Numbers ${ALONE}.` }];
    case 'date':
    case 'moment':
      return [...(subject.unique ? everyDay(subject) : []), { ...last, reason: `Times ${ALONE}.` }];
    default:
      return [last];
  }
}

function isFree({ definition: { min_value: min, max_value: max } }: Subject): boolean {
  return min === undefined && max === undefined;
}

function plainText(subject: Subject): readonly Proposal[] {
  if (SINGLE_CHARACTER.matches(subject)) return SINGLE_CHARACTER.propose(subject);
  return lengthOf(subject) <= 4 ? shortKey(subject) : fakerOf(lengthOf(subject) < 12 ? 'word' : 'words', '')(subject).map((proposal) => ({ ...proposal, reason: `Words ${ALONE}.` }));
}

function plainNumber(subject: Subject): readonly Proposal[] {
  if (!isFree(subject)) return [];
  if (!isWhole(subject)) return skewed(100, 1, 1_000_000, '')(subject).map((proposal) => ({ ...proposal, reason: `Numbers, most of them small, ${ALONE}.` }));
  const range = rangeWithin(subject, 1, 1000);
  return range ? [{ fill: { min_value: range.min, max_value: range.max }, reason: `Numbers to ${range.max.toLocaleString('en-US')} ${ALONE}.` }] : [];
}

/** One after the other, since a range of days has few. */
function everyDay(subject: Subject): readonly Proposal[] {
  if (subject.definition.date_start !== undefined || subject.definition.date_end !== undefined) return [];
  const step = familyOf(subject) === 'date' ? '1d' : '1m';
  return [{ fill: { generator: { type: 'time_series', params: { start: '2020-01-01', step } } }, reason: `Unique times in equal steps, ${ALONE}.` }];
}
