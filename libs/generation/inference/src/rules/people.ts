import { choiceOf, fakerOf, nullRateOf, rule, skewed, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, lengthOf, type Subject } from '../subject';

/** Entities whose name is a person's. */
const PEOPLE = 'customer|client|user|employee|person|people|contact|member|patient|student|teacher|author|driver|agent|staff|manager|guest|passenger|player|subscriber|borrower|lead|candidate|applicant|owner|buyer|doctor|nurse|instructor|tenant|holder|beneficiary|clerk|cashier|technician|representative|assignee|reporter|sender|recipient|receiver|officer|actor|director|composer|salesperson|consumer|individual|profile|coach|attendee|participant|resident|donor|witness|approver|reviewer|creator|editor|operator|inspector|supervisor|salesman|physician|officer|account owner|sales rep';

/** True where a name names people: by its own words, or by its table. */
export function isPerson(words: string): boolean {
  return endsWith(words, PEOPLE);
}

function isText(subject: Subject): boolean {
  return familyOf(subject) === 'text';
}

const firstName = fakerOf('first_name', 'a first name');

/** A name alone, beside a last name: the first one. */
const besideLastName: Rule = {
  matches: (subject) => isText(subject) && subject.text === 'name' && subject.siblings.some(({ text }) => endsWith(text, 'last name')) && !subject.siblings.some(({ text }) => endsWith(text, 'first name')),
  propose: firstName,
};

/** The other way round, as French tables have it: `nom` beside `prenom`. */
const besideFirstName: Rule = {
  matches: (subject) => isText(subject) && subject.text === 'name' && subject.siblings.some(({ text }) => endsWith(text, 'first name')) && !subject.siblings.some(({ text }) => endsWith(text, 'last name|full name')),
  propose: fakerOf('last_name', 'a last name'),
};

const personName: Rule = {
  matches: (subject) => isText(subject) && (endsWith(subject.text, `full name|person name|(?:${PEOPLE}) name|contact`) || (endsWith(subject.text, PEOPLE) && lengthOf(subject) >= 12 && !endsWith(subject.text, 'user|profile|lead|account owner')) || (subject.text === 'name' && isPerson(subject.entity))),
  propose: fakerOf('name', 'a person\'s name'),
};

/** `F` and `M` in one character, words in more; the first names of the row follow. */
function gender(subject: Subject): readonly Proposal[] {
  if (!isText(subject)) return choiceOf('1|2', 'a gender')(subject);
  return choiceOf(lengthOf(subject) < 6 ? 'F:49|M:49' : 'female:49|male:49|other:2', 'a gender')(subject);
}

function userName(subject: Subject): readonly Proposal[] {
  return [{ fill: { faker_rule: 'user_name', ...nullRateOf(subject, 0) }, reason: 'A user name, by its name; it fits the person\'s name in the row.' }];
}

function email(subject: Subject): readonly Proposal[] {
  return isText(subject) ? [{ fill: { faker_rule: 'email' }, reason: 'An e-mail address, by its name; it fits the person\'s name in the row.' }] : [];
}

/** Names, addresses and marks of people. */
export const PEOPLE_RULES: readonly Rule[] = [
  rule('email|email address|email id', email),
  rule('first name|given name|forename|christian name|preferred name', firstName),
  rule('middle name', fakerOf('middle_name', 'a middle name', { nullRate: 0.4 })),
  rule('middle initial|initial', choiceOf('A|B|C|D|E|F|G|H|J|K|L|M|N|P|R|S|T|W', 'a middle initial', { nullRate: 0.4 })),
  rule('last name|family name|maiden name|second name', fakerOf('last_name', 'a last name')),
  rule('user name|user handle|screen name|twitter handle|handle|login name|login id', userName),
  rule('display name|nick ?name|alias', fakerOf('display_name', 'a display name')),
  besideLastName,
  besideFirstName,
  personName,
  rule('gender|sex', gender),
  rule('salutation|courtesy title|name prefix|honorific', choiceOf('Mr.:45|Mrs.:25|Ms.:25|Dr.:5', 'a salutation')),
  rule('name suffix', choiceOf('Jr.:5|Sr.:3|II:1|III:1', 'a suffix of names', { nullRate: 0.9 })),
  rule('fax|fax number', fakerOf('phone_number', 'a fax number', { nullRate: 0.5 })),
  rule('(?:phone|mobile|msisdn|whatsapp)(?: (?:number|home|work|office|primary|secondary))?|(?:work|home|office|contact|support) phone', fakerOf('phone_number', 'a phone number')),
  rule('job title|occupation|job|profession|position title|job name|job role', fakerOf('job', 'a job')),
  rule('ssn|social security number|national id|tax number|tax id', fakerOf('ssn', 'a social security number')),
  rule('passport|passport number', fakerOf('passport_number', 'a passport number')),
  rule('marital status|civil status', choiceOf('single:35|married:48|divorced:11|widowed:6', 'a marital status')),
  rule('education|education level|education status|degree', choiceOf('Primary:8|Secondary:25|College:22|2 yr Degree:12|4 yr Degree:20|Advanced Degree:10|Unknown:3', 'a level of education')),
  rule('nationality', choiceOf('American:30|British:12|German:12|French:10|Spanish:8|Italian:8|Canadian:8|Indian:6|Chinese:6', 'a nationality')),
  rule('blood type|blood group', choiceOf('O+:37|A+:34|B+:9|O-:7|A-:7|AB+:3|B-:2|AB-:1', 'a blood group')),
  rule('biography|bio|about me', fakerOf('bio', 'a short biography')),
  rule('salary|annual salary|base salary|wage|compensation', skewed(52_000, 0.45, 500_000, 'a yearly salary, most near the middle', 15_000)),
  rule('income|annual income|household income', skewed(48_000, 0.6, 1_000_000, 'a yearly income, few of them high', 5_000)),
];
