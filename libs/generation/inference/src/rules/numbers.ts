import { between, choiceOf, rule, skewed, type Proposal, type Rule } from '../proposal';
import { familyOf, isWhole, type Subject } from '../subject';

/** A share: 0 to 1 where the type has a fraction for it, percent otherwise. */
function share(max: number, what: string): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const { type } = subject;
    // 12.5 needs three digits, two before the point; 0.125 needs none before it.
    const isFraction = type.kind === 'FLOAT' || (type.kind === 'DECIMAL' && type.scale >= 2 && (type.precision - type.scale <= 1 || type.scale >= 4));
    return isFraction ? between(0, max, `${what}, from 0 to ${max}`, 4)(subject) : between(0, Math.round(max * 100), `${what} in percent`, 1)(subject);
  };
}

/** In percent where the name says so, whatever the type. */
function percent(max: number, what: string): (subject: Subject) => readonly Proposal[] {
  return (subject) => (subject.type.kind === 'DECIMAL' && subject.type.precision - subject.type.scale <= 1 ? share(max, what)(subject) : between(0, Math.round(max * 100), `${what} in percent`, 1)(subject));
}

/** Most discounts are none or small. */
function discount(subject: Subject): readonly Proposal[] {
  const { type } = subject;
  if (familyOf(subject) !== 'number') return [];
  const isFraction = type.kind === 'FLOAT' || (type.kind === 'DECIMAL' && (type.precision - type.scale <= 1 || type.scale >= 4));
  // TPC-H and the like declare money and discounts alike.
  const isMoneyType = type.kind === 'DECIMAL' && type.precision > 6;
  const steps = isFraction || isMoneyType ? [0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3] : [0, 5, 10, 15, 20, 25, 30];
  const values = steps.filter((value) => fits(value, subject));
  const what = isFraction || isMoneyType ? 'A discount from 0 to 0.3, mostly none, by its name.' : 'A discount in percent, mostly none, by its name.';
  return values.length < 2 ? [] : [{ fill: { generator: { type: 'choice', params: { values, weights: [50, 10, 15, 12, 6, 5, 2].slice(0, values.length) } } }, reason: what }];
}

function fits(value: number, { type, definition: { min_value: min = -Infinity, max_value: max = Infinity } }: Subject): boolean {
  const scaled = type.kind === 'DECIMAL' ? value * 10 ** type.scale : value;
  const isExact = type.kind === 'FLOAT' || Math.abs(scaled - Math.round(scaled)) < 1e-9;
  return isExact && value >= min && value <= max && (type.kind !== 'DECIMAL' || value < 10 ** (type.precision - type.scale));
}

/** Rates of sales taxes that exist. */
function taxRate(subject: Subject): readonly Proposal[] {
  const rates = [0.05, 0.07, 0.1, 0.19, 0.2, 0.21];
  const asShare = rates.filter((value) => fits(value, subject));
  const asPercent = rates.map((value) => Math.round(value * 100)).filter((value) => fits(value, subject));
  // TPC-H and the like declare shares as they declare money.
  const isShare = subject.text === 'tax' && subject.type.kind === 'DECIMAL' && subject.type.precision > 6;
  const isPercent = !isShare && (isWhole(subject) || (subject.type.kind === 'DECIMAL' && subject.type.precision - subject.type.scale >= 2 && subject.type.scale <= 2) || /percent/.test(subject.text));
  const values = isPercent && asPercent.length > 1 ? asPercent : asShare;
  return familyOf(subject) === 'number' && values.length > 0 ? [{ fill: { generator: { type: 'choice', params: { values } } }, reason: 'A tax rate, by its name.' }] : [];
}

const TOTALS = /^(?:line total|line amount|extended amount|item total|sales amount|subtotal|total price|total amount|total|amount|line price|total sales|sales)$/;

/** What a line comes to is computed from its quantity and price, where both stand in the row. */
function lineTotal(subject: Subject): readonly Proposal[] {
  const find = (phrases: RegExp): Subject | undefined => subject.siblings.find((other) => other !== subject && familyOf(other) === 'number' && phrases.test(other.text));
  const extended = /^extended (.+)$/.exec(subject.text)?.[1];
  const quantity = find(/^(?:(?:order|item|line|sales|sold) )?quantity$/);
  const price = extended === undefined ? (find(/^(?:(?:item|sales|sale|selling|product|retail) )?(?:unit )?price$/) ?? find(/^unit cost$/)) : (subject.siblings.find(({ text }) => text === extended) ?? (extended === 'price' ? find(/^unit price$/) : undefined));
  const isBounded = subject.definition.min_value !== undefined || subject.definition.max_value !== undefined;
  if (!quantity || !price || (extended === undefined && !TOTALS.test(subject.text)) || subject.unique || isBounded || isWhole(subject)) return [];
  return [{ fill: { generator: { type: 'expression', params: { code: `round(${quoted(quantity.name)} * ${quoted(price.name)}, 2)` } } }, reason: `${quantity.name} times ${price.name}, by its name.` }];
}

/** A column in an expression; words of the language need quotes. */
function quoted(name: string): string {
  return `"${name}"`;
}

const money = (median: number, sigma: number, max: number, what: string) => skewed(median, sigma, max, `${what}, most of them small`);

/** Prices, amounts, counts, sizes and other measures. */
export const NUMBER_RULES: readonly Rule[] = [
  { matches: () => true, propose: lineTotal },
  rule('.*(?:inc|incl|including|with) (?:.* )?tax', money(85, 1.1, 1_000_000, 'an amount')),
  rule('discount|discount rate|discount percent|discount percentage', discount),
  rule('(?:sales |vat |gst )?tax rate|vat|vat rate|tax percent|vat percent|tax', (subject) => (isMoneyTax(subject) ? money(6, 1, 10_000, 'a tax')(subject) : taxRate(subject))),
  rule('interest rate|interest|apr|apy', share(0.15, 'an interest rate')),
  rule('exchange rate|conversion rate to .*|fx rate', between(0.5, 2, 'an exchange rate', 4)),
  rule('percent|pct|percent of .*|percent complete|completion', percent(1, 'a share')),
  rule('probability|confidence|ratio|share|utilization|similarity|relevance|weight factor|factor', share(1, 'a share')),
  rule('rate|conversion rate|click through rate|ctr|open rate|churn rate|growth rate|bounce rate|error rate', share(1, 'a rate')),
  rule('(?:unit |list |retail |sales |sale |selling |current |product |item |base |original |regular |purchase |net |gross )?price|price each|price per unit', money(24, 0.9, 5_000, 'a price')),
  rule('(?:.* )?price', money(120, 1, 100_000, 'a price')),
  rule('(?:unit |supply |wholesale |production |purchase |material |product |standard )cost', money(14, 0.9, 4_000, 'a cost')),
  rule('freight|shipping cost|ship cost|shipping fee|delivery fee|shipping|postage|shipping amount|shipping price', money(6, 0.6, 200, 'a cost of shipping')),
  rule('(?:.* )?(?:fee|commission|surcharge|tip|toll|fine|charge)', money(8, 0.8, 1_000, 'a fee')),
  rule('(?:.* )?(?:amount|revenue|sales|total|subtotal|cost|costs|spend|turnover|payment|value|cash|expense|expenses|paid|refund|gmv|arr|mrr|price total|due|gross|net)', money(75, 1.1, 1_000_000, 'an amount')),
  rule('(?:.* )?(?:profit|margin|gain|net income)', between(-500, 2_000, 'a profit, sometimes a loss', 2)),
  rule('(?:.* )?(?:loss|coupon|credit|debit|adjustment)', money(20, 1, 10_000, 'an amount')),
  rule('(?:.* )?balance', between(-999.99, 9_999.99, 'a balance, sometimes negative', 2)),
  rule('credit limit', choiceNumbers([1000, 2500, 5000, 10_000, 25_000], 'A credit limit, by its name.')),
  rule('budget|.* budget', money(50_000, 0.9, 5_000_000, 'a budget')),
  rule('(?:order |item |line |sales |return |sold |ordered )?quantity', skewed(3, 0.8, 100, 'a quantity, mostly small', 1, 0)),
  rule('(?:stock|inventory|available quantity|quantity on hand|on hand|stock level|in stock|units in stock|quantity available|stock quantity|available)', skewed(120, 0.9, 10_000, 'a stock', 0, 0)),
  rule('age', between(18, 90, 'an age')),
  rule('age .*|.* age', between(0, 100, 'an age')),
  rule('rating|stars|star rating|review score|rating value|review rating', rating),
  rule('score|credit score|.* score', between(0, 100, 'a score', 1)),
  rule('year|birth year|year .*|.* year|year of .*', (subject) => (/birth/.test(subject.text) ? between(1940, 2006, 'a year of birth') : between(2018, 2024, 'a year'))(subject)),
  rule('day of month|birth day', between(1, 28, 'a day of the month')),
  rule('month|month number|.* month|month of year', (subject) => [...between(1, 12, 'a month')(subject), ...choiceOf('January|February|March|April|May|June|July|August|September|October|November|December', 'a month')(subject)]),
  rule('quarter|quarter number|.* quarter|quarter of year', (subject) => [...between(1, 4, 'a quarter')(subject), ...choiceOf('Q1|Q2|Q3|Q4', 'a quarter')(subject)]),
  rule('week|week number|week of year|iso week', between(1, 52, 'a week')),
  rule('day of year', between(1, 365, 'a day of the year')),
  rule('day of week|weekday', between(1, 7, 'a day of the week')),
  rule('day|day number', between(1, 28, 'a day')),
  rule('hour|hour of day|.* hour', between(0, 23, 'an hour')),
  rule('minute|second|.* minute|.* second', between(0, 59, 'a minute or second')),
  rule('(?:duration|elapsed|latency|response time|processing time|execution time|load time|runtime|time spent|session length|session duration|wait time|time on page)(?: (?:ms|seconds|minutes|sec|milliseconds|hours))?|.* (?:ms|seconds|minutes|duration|milliseconds|latency)|milliseconds|ms|seconds', (subject) => skewed(/ms|milli|latency|response/.test(subject.text) ? 250 : 180, 1, 1_000_000, 'a duration, few of them long')(subject)),
  rule('hours|.* hours|hours worked', between(1, 60, 'a number of hours', 1)),
  rule('days|.* days|lead time', skewed(7, 0.8, 365, 'a number of days', 0, 0)),
  rule('weight|.* weight|weight kg|weight lb', skewed(2.5, 0.9, 500, 'a weight', 0.01)),
  rule('height|body height', between(150, 200, 'a height', 1)),
  rule('(?:.* )?(?:width|length|depth|diameter|thickness|height)(?: (?:cm|mm|m|inch))?', skewed(30, 0.7, 500, 'a length', 0.1)),
  rule('distance|.* distance|mileage|km|miles|distance km|distance miles|kilometers|odometer', skewed(12, 1, 20_000, 'a distance', 0.1)),
  rule('area|square feet|.* square feet|floor space|surface', skewed(8_000, 0.7, 1_000_000, 'an area', 100, 0)),
  rule('volume|capacity|.* capacity|.* volume', skewed(200, 1, 1_000_000, 'a capacity', 1)),
  rule('temperature|.* temperature|temperature c|temperature celsius', (subject) => normal(20, 6, -20, 45, 'A temperature near 20, by its name.')(subject)),
  rule('humidity', between(20, 95, 'a humidity in percent', 1)),
  rule('pressure', (subject) => normal(1013, 8, 950, 1060, 'An air pressure, by its name.')(subject)),
  rule('voltage', (subject) => normal(230, 3, 200, 250, 'A voltage, by its name.')(subject)),
  rule('speed|velocity|.* speed', between(0, 130, 'a speed', 1)),
  rule('power|energy|consumption|kwh|.* consumption', skewed(12, 0.8, 10_000, 'a consumption')),
  rule('population', skewed(50_000, 1.5, 40_000_000, 'a population, few of them large', 100)),
  rule('points|loyalty points|reward points|bonus points', skewed(300, 1.2, 100_000, 'points, few have many', 0, 0)),
  rule('attempts|retries|retry count|attempt|attempt number|retry', countOf(1)),
  rule('dependent count|.* dependent count|children|dependents|number of children|vehicle count|.* vehicle count|number of dependents', between(0, 6, 'a small number')),
  rule('(?:number )?employees|employee count|number of employees|headcount|staff count', skewed(60, 1.2, 50_000, 'a number of employees', 1, 0)),
  rule('(?:.* )?(?:views|impressions|visits|page views|hits|clicks|downloads|followers|likes|shares|plays|sessions|requests|users|subscribers)', skewed(150, 1.5, 10_000_000, 'a count, few of them large', 0, 0)),
  rule('line number|line|position|row number|sequence|sequence number|sort order|display order|rank|ranking|order by|index|step|line item|item sequence|line item number', position),
  rule('count|number of .*|.* count|total count|count of .*|items|total items', countOf(4)),
  rule('level|step|tier', between(1, 5, 'a level')),
  rule('version|revision|version number', countOf(1)),
  rule('port', between(1024, 65_535, 'a port')),
];

/** A tax in money, beside a price or an amount in a wide type. */
function isMoneyTax({ text, type, siblings }: Subject): boolean {
  return !/rate|percent|vat/.test(text) && !siblings.some((other) => other.text === 'discount') && (type.kind === 'FLOAT' || (type.kind === 'DECIMAL' && type.precision > 8));
}

function choiceNumbers(values: readonly number[], reason: string): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const held = values.filter((value) => familyOf(subject) === 'number' && fits(value, subject));
    return held.length === 0 ? [] : [{ fill: { generator: { type: 'choice', params: { values: held } } }, reason }];
  };
}

function rating(subject: Subject): readonly Proposal[] {
  if (familyOf(subject) !== 'number') return [];
  const values = [1, 2, 3, 4, 5].filter((value) => fits(value, subject));
  if (isWhole(subject) && values.length === 5) return [{ fill: { generator: { type: 'choice', params: { values, weights: [6, 6, 13, 30, 45] } } }, reason: 'A rating from 1 to 5, mostly good, by its name.' }];
  return between(1, 5, 'a rating', 1)(subject);
}

function normal(mean: number, stddev: number, min: number, max: number, reason: string): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const [range] = between(min, max, '')(subject);
    if (!range || (range.fill.min_value ?? 0) > mean || (range.fill.max_value ?? 0) < mean) return [];
    return [{ fill: { distribution: { type: 'normal', mean, stddev, ...(subject.type.kind === 'FLOAT' ? { decimals: 2 } : {}) }, ...range.fill }, reason }];
  };
}

function countOf(mean: number): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const [range] = between(0, 1_000_000, '')(subject);
    return range ? [{ fill: { distribution: { type: 'poisson', lambda: mean }, ...range.fill }, reason: `A count, ${mean} on average, by its name.` }] : [];
  };
}

/** Small numbers; in a composite key as many as the key may need. */
function position(subject: Subject): readonly Proposal[] {
  return between(1, subject.unique ? 2_000_000_000 : 7, 'a position')(subject);
}
