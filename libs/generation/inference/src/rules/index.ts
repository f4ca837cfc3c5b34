import type { Proposal, Rule } from '../proposal';
import { asDescribed, familyOf, type Subject } from '../subject';
import { CALENDAR_RULES } from './calendar';
import { CATEGORY_RULES } from './categories';
import { byType } from './fallback';
import { FLAG_RULES } from './flags';
import { KEY_RULES } from './keys';
import { NAME_RULES } from './names';
import { NUMBER_RULES } from './numbers';
import { PEOPLE_RULES } from './people';
import { PLACE_RULES } from './places';
import { statedValues } from './stated-values';
import { TECHNICAL_RULES } from './technical';
import { TEXT_RULES } from './texts';
import { TIME_RULES } from './times';

const TEXT: readonly Rule[] = [...TECHNICAL_RULES, ...PEOPLE_RULES, ...PLACE_RULES, ...CATEGORY_RULES, ...FLAG_RULES, ...TIME_RULES, ...NAME_RULES, ...KEY_RULES, ...TEXT_RULES];
const NUMBER: readonly Rule[] = [...FLAG_RULES, ...TIME_RULES, ...KEY_RULES, ...PEOPLE_RULES, ...PLACE_RULES, ...NUMBER_RULES, ...TECHNICAL_RULES, ...CATEGORY_RULES];

/** Everything that a column may be filled by, best first; what the type decides comes last. */
export function proposalsFor(subject: Subject): readonly Proposal[] {
  const named = byRules(subject);
  const described = named.length === 0 ? asDescribed(subject) : undefined;
  const more = described ? byRules(described).map((proposal) => ({ ...proposal, reason: proposal.reason.replace('by its name', 'by its comment') })) : [];
  return [...statedValues(subject), ...named, ...more, ...byType(subject)];
}

function byRules(subject: Subject): readonly Proposal[] {
  const rules = familyOf(subject) === 'number' ? NUMBER : TEXT;
  return [...CALENDAR_RULES, ...rules].filter(({ matches }) => matches(subject)).flatMap(({ propose }) => propose(subject));
}
