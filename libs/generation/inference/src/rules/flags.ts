import { choiceOf, nullRateOf, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, lengthOf, type Subject } from '../subject';

/** True about most rows. */
const MOSTLY = /\b(?:active|enabled|valid|current|verified|available|visible|published|approved|subscribed|success|successful|in stock|latest|public)\b/;
/** True about few rows. */
const RARELY = /\b(?:deleted|cancelled|canceled|blocked|locked|fraud|fraudulent|test|admin|archived|suspended|bot|spam|discontinued|holiday|error|failed|internal|vip|returned|late|churned|default|banned|disabled|exempt|premium|duplicate)\b/;

function shareOf(subject: Subject): number {
  const { defaultValue } = subject.facts;
  if (typeof defaultValue === 'boolean') return defaultValue ? 0.85 : 0.15;
  if (/^not |\bno\b/.test(subject.text)) return 0.3;
  if (RARELY.test(subject.text)) return 0.05;
  if (/weekend/.test(subject.text)) return 0.29;
  return MOSTLY.test(subject.text) ? 0.9 : 0.5;
}

/** True for names of what is so or not. */
function isFlag({ text }: Subject): boolean {
  return /^(?:is|has|was|can|should|allow|allows|enable|enabled|needs|requires|accepts|uses|include|includes) /.test(text) || endsWith(text, 'flag|yes no|y n|enabled|active|deleted|verified|opt in|opted in|weekend|holiday|is current|subscribed|approved|archived|locked|discontinued');
}

function boolean(subject: Subject): readonly Proposal[] {
  const probability = shareOf(subject);
  const how = probability === 0.5 ? '' : probability > 0.5 ? ', mostly true' : ', rarely true';
  return [{ fill: { generator: { type: 'boolean', params: { probability } }, ...nullRateOf(subject, 0) }, reason: `True or false${how}, by its type.` }];
}

/** `Y` and `N`, 1 and 0, or words, as the type has room. */
function flag(subject: Subject): readonly Proposal[] {
  const share = Math.round(shareOf(subject) * 100);
  const reason = 'A flag, by its name.';
  if (familyOf(subject) === 'number') {
    const { min_value: min = 0, max_value: max = 1 } = subject.definition;
    const holds = min <= 0 && max >= 1 && !(subject.type.kind === 'DECIMAL' && subject.type.precision === subject.type.scale);
    return holds ? [{ fill: { generator: { type: 'choice', params: { values: [1, 0], weights: [share, 100 - share] } }, ...nullRateOf(subject, 0) }, reason: 'A flag of 1 and 0, by its name.' }] : [];
  }
  if (familyOf(subject) !== 'text') return [];
  return choiceOf(lengthOf(subject) < 5 || lengthOf(subject) > 10 ? `Y:${share}|N:${100 - share}` : `true:${share}|false:${100 - share}`, 'a flag')(subject).map((proposal) => ({ ...proposal, reason }));
}

/** What is so or not: by type, by name, or for want of room. */
export const FLAG_RULES: readonly Rule[] = [
  { matches: (subject) => familyOf(subject) === 'boolean', propose: boolean },
  { matches: isFlag, propose: flag },
];

/** One character that nothing else explains. */
export const SINGLE_CHARACTER: Rule = { matches: (subject) => familyOf(subject) === 'text' && lengthOf(subject) === 1 && !subject.unique, propose: (subject) => flag(subject).map((proposal) => ({ ...proposal, reason: 'Y or N, as one character is for the most part.' })) };
