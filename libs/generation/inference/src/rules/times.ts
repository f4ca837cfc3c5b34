import type { ColumnDefinition } from '@dw-sim/contracts';
import { nullRateOf, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, isWhole, lengthOf, type Subject } from '../subject';

/** What happens when: a later stage follows an earlier one in the same row. */
interface Stage {
  readonly words: RegExp;
  /** Order of the stages. */
  readonly at: number;
  /** How long after the stage before. */
  readonly after: readonly [min: number | string, max: number | string];
  /** Share of the rows in which it has not happened. */
  readonly nullRate: number;
  readonly what: string;
}

const stage = (at: number, words: string, what: string, after: Stage['after'] = [0, 30], nullRate = 0): Stage => ({ at, words: new RegExp(`(?:^| )(?:${words})(?: |$)`), what, after, nullRate });

const DEATH = 94;
/** Stages that may come at any time after the first. */
const LASTING = 80;

/** In the order in which the words are looked for: the last event of a name such as `last updated` comes before the first. */
const STAGES: readonly Stage[] = [
  stage(0, 'birth|born', 'a day of birth'),
  stage(95, 'deleted|removed|archived|purged|deactivated|churned|churn', 'the time of the end', [1, 400], 0.9),
  stage(DEATH, 'death|deceased', 'a day of death', [7_000, 30_000], 0.95),
  stage(90, 'updated|modified|changed|edited|refreshed|synced|last change|last update|modification|update', 'the time of the last change', [0, 180]),
  stage(85, 'last login|last seen|last active|last visit|last access|last activity|last review|last order|last purchase|login|last sign in', 'the last visit', [0, 200], 0.05),
  stage(80, 'termination|terminated|resigned|left|exit', 'the last day', [90, 2_500], 0.8),
  stage(70, 'expiry|valid until|valid thru|valid to|renewal|expiring|maturity', 'the time of expiry', [180, 1_100]),
  stage(62, 'cancelled|canceled|cancellation|refunded|refund|rejected', 'the time of the cancellation', [0, 20], 0.9),
  stage(60, 'closed|close|resolved|resolution|completed|completion|finished|finish|end|ended|ending|stop|stopped|until|to|through|thru|last', 'the end', [0, 90], 0.1),
  stage(50, 'returned|return', 'the time of the return', [1, 30], 0.85),
  stage(40, 'delivered|delivery|arrival|arrived|received|receipt', 'the arrival', [1, 10], 0.05),
  stage(30, 'shipped|ship|shipping|dispatched|dispatch|departure|sent|shipment', 'the departure', [0, 5], 0.05),
  stage(27, 'due|deadline|commit|committed|promised|expected|required|estimated|target', 'the time by which it is due', [7, 45]),
  stage(22, 'paid|payment', 'the payment', [0, 14], 0.05),
  stage(18, 'approved|confirmed|accepted|verified|approval|published|verification|activated', 'the confirmation', [0, 7], 0.05),
  stage(15, 'processed|processing|loaded|ingested|inserted|load|ingestion|etl', 'the time of the processing', ['1 minutes', '120 minutes']),
  stage(10, 'created|create|creation|registered|registration|registered|signup|signed|joined|join|opened|open|opening|start|started|begin|beginning|effective|valid from|from|order|ordered|purchase|purchased|sold|sale|sales|transaction|invoice|issued|issue|booked|booking|hire|hired|event|placed|requested|request|submitted|posted|logged|recorded|occurred|first|added|inserted|launch|entry|enrolled|enrollment|released|release|acquired|snapshot|report|visit|review', 'a date of the last years'),
];

/** Where in the life of a row a time stands; undefined for other times. */
export function stageOf(text: string): Stage | undefined {
  return STAGES.find(({ words }) => words.test(text));
}

function isTime(subject: Subject): boolean {
  return ['date', 'moment'].includes(familyOf(subject));
}

/** What of a name is neither a stage nor a word for times: `promo` of `promo_start_date`. */
function aboutOf(text: string): string {
  const found = stageOf(text);
  return (found ? text.replace(found.words, ' ') : text).replace(/\b(?:date|time|timestamp|at|on|day|utc|datetime|last|of|moment)\b/g, ' ').replace(/ +/g, ' ').trim();
}

/** The times of the row that this one may follow: those of earlier stages, the nearest first, rather of the same thing. */
function leadersOf(subject: Subject): readonly Subject[] {
  const own = stageOf(subject.text);
  if (!own || own.at === 0) return [];
  const about = aboutOf(subject.text);
  const earlier = subject.siblings
    .filter((other) => other !== subject && isTime(other) && !other.isReference)
    .flatMap((other) => {
      const before = stageOf(other.text);
      const least = own.at === DEATH ? 0 : 1;
      return before && before.at >= least && before.at < own.at ? [{ other, rank: rankOf(own, before, other, aboutOf(other.text) === about) }] : [];
    });
  return earlier.sort((a, b) => b.rank - a.rank).map(({ other }) => other);
}

/** What is changed or visited was created, whatever else has not happened. */
function rankOf(own: Stage, before: Stage, other: Subject, isSame: boolean): number {
  const isLasting = own.at >= LASTING && before.nullRate > 0;
  return (isSame ? 1000 : 0) + before.at - (isLasting ? 500 : 0) + (own.at >= LASTING && /created/.test(other.text) ? 50 : 0);
}

/** Days of a range as faker's text or a type's own range; the years before this one for what begins. */
function rangeOf(subject: Subject, start: string, end: string): Pick<ColumnDefinition, 'date_start' | 'date_end' | 'faker_rule' | 'generator'> {
  const { date_start: from = start, date_end: to = end } = subject.definition;
  if (isTime(subject)) return { date_start: from, date_end: to };
  const rule = lengthOf(subject) >= 19 && /timestamp|time$|at$/.test(subject.text) ? 'date_time' : 'date';
  return { generator: { type: 'faker', params: { rule, start: from, end: to } } };
}

/** Ranges of what has no leader in its row, so that later stages come after earlier ones in text, too. */
function ownRange(at: number): readonly [string, string] {
  if (at === 0) return ['1944-01-01', '2006-12-31'];
  if (at < 18) return ['2022-01-01', '2024-06-30'];
  return at === 70 ? ['2025-01-01', '2028-12-31'] : ['2024-07-01', '2024-12-31'];
}

function propose(subject: Subject): readonly Proposal[] {
  const found = stageOf(subject.text);
  if (!found) return [];
  const [start, end] = ownRange(found.at);
  const isFirst = found.at < 18;
  const nulls = nullRateOf(subject, isFirst ? 0 : found.nullRate);
  const what = `${found.what.charAt(0).toUpperCase()}${found.what.slice(1)}`;
  const leaders = isTime(subject) ? leadersOf(subject) : [];
  const isBounded = subject.definition.date_start !== undefined || subject.definition.date_end !== undefined;
  const alone: Proposal = { fill: { ...rangeOf(subject, ...(isTime(subject) && isFirst && leaders.length === 0 ? ([start, found.at === 0 ? end : '2024-12-31'] as const) : ([start, end] as const))), ...nulls }, reason: `${what}, by its name.` };
  if (isBounded || subject.unique) return [alone];
  const [min, max] = found.after;
  const following = leaders.map((leader): Proposal => ({ fill: { generator: { type: 'after', params: { column: leader.name, min, max } }, ...nullRateOf(subject, found.nullRate) }, reason: `${what}, by its name; after ${leader.name}.` }));
  return [...following, alone];
}

/** Days of years as whole numbers, 20240131: the first 28 days of each month. */
function dayNumber(): readonly Proposal[] {
  const months = [2022, 2023, 2024].flatMap((year) => Array.from({ length: 12 }, (_, month) => (year * 100 + month + 1) * 100));
  const edges = months.flatMap((month) => [month + 1, month + 29]);
  const weights = edges.slice(1).map((_, index) => (index % 2 === 0 ? 1 : 0));
  return [{ fill: { generator: { type: 'histogram', params: { edges, weights } } }, reason: 'A day as a number (YYYYMMDD), by its name.' }];
}

/** Moments as seconds or milliseconds since 1970. */
function unixTime(subject: Subject): readonly Proposal[] {
  const unit = subject.type.kind !== 'INT' && /ms|milli|millis/.test(subject.text) ? 1000 : 1;
  return [{ fill: { generator: { type: 'uniform_int', params: { min: 1_640_995_200 * unit, max: 1_735_689_599 * unit } } }, reason: `A moment in ${unit === 1 ? 'seconds' : 'milliseconds'} since 1970, by its name.` }];
}

const WHEN = 'date|time|timestamp|at|on|date time|day|dates|epoch|moment';

/** Days, moments and times of day, each after what comes before it in its row. */
export const TIME_RULES: readonly Rule[] = [
  { matches: (subject) => isTime(subject) && stageOf(subject.text) !== undefined, propose },
  { matches: (subject) => familyOf(subject) === 'text' && lengthOf(subject) >= 10 && endsWith(subject.text, WHEN) && stageOf(subject.text) !== undefined, propose },
  { matches: (subject) => familyOf(subject) === 'text' && lengthOf(subject) >= 10 && endsWith(subject.text, 'date|timestamp'), propose: (subject) => [{ fill: rangeOf(subject, '2022-01-01', '2024-12-31'), reason: 'A day, by its name.' }] },
  { matches: (subject) => isTime(subject), propose: (subject) => [{ fill: { ...rangeOf(subject, '2022-01-01', '2024-12-31'), ...nullRateOf(subject, 0) }, reason: endsWith(subject.text, WHEN) ? 'A time, by its name.' : 'A time, by its type.' }] },
  { matches: (subject) => familyOf(subject) === 'number' && isWhole(subject) && !subject.unique && endsWith(subject.text, 'date|day key|date number|yyyymmdd|date int|date id|date key'), propose: dayNumber },
  { matches: (subject) => familyOf(subject) === 'number' && isWhole(subject) && endsWith(subject.text, 'timestamp|epoch|unix time|epoch ms|timestamp ms|created at|updated at|epoch seconds|unix timestamp|time ms'), propose: unixTime },
  { matches: (subject) => familyOf(subject) === 'time', propose: (subject) => [{ fill: { generator: { type: 'time_of_day', params: /open|start|begin|from/.test(subject.text) ? { start: '06:00', end: '10:00' } : /close|end|until|to$/.test(subject.text) ? { start: '16:00', end: '22:00' } : {} } }, reason: 'A time of the day, by its type.' }] },
  { matches: (subject) => familyOf(subject) === 'text' && lengthOf(subject) >= 8 && endsWith(subject.text, 'time|time of day'), propose: () => [{ fill: { faker_rule: 'time' }, reason: 'A time of the day, by its name.' }] },
];
