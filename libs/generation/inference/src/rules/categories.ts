import { choiceOf, rule, type Rule } from '../proposal';
import { endsWith, type Subject } from '../subject';

/** Status of things, by what the row is about: states of its life, the likeliest with the most rows. */
const STATUS_BY_ENTITY: readonly (readonly [string, string])[] = [
  ['order|purchase|cart|checkout', 'completed:55|shipped:18|processing:10|pending:8|cancelled:6|returned:3'],
  ['payment|transaction|charge|refund|transfer|settlement', 'completed:82|pending:8|failed:6|refunded:4'],
  ['invoice|bill', 'paid:75|open:12|overdue:8|cancelled:5'],
  ['shipment|delivery|parcel|package', 'delivered:78|in_transit:12|pending:6|returned:4'],
  ['ticket|issue|case|incident|task|request|complaint', 'closed:55|resolved:15|open:15|in_progress:12|on_hold:3'],
  ['job|run|batch|load|process|pipeline|task run|execution|build', 'succeeded:85|failed:8|running:4|queued:3'],
  ['subscription|membership|policy|contract', 'active:70|trial:8|past_due:4|cancelled:18'],
  ['appointment|booking|reservation|visit', 'completed:60|confirmed:22|cancelled:12|no_show:6'],
  ['claim|application|loan', 'approved:55|pending:20|rejected:20|withdrawn:5'],
  ['lead|opportunity|deal', 'new:20|contacted:20|qualified:20|won:20|lost:20'],
  ['campaign|promotion|project', 'completed:50|active:30|planned:15|cancelled:5'],
  ['product|item|part|article', 'active:85|discontinued:10|draft:5'],
  ['message|email|notification', 'delivered:80|opened:12|bounced:5|failed:3'],
];

const ANY_STATUS = 'active:75|inactive:15|pending:7|suspended:3';

/** Initials that line items and orders have in one character. */
function status(subject: Subject): ReturnType<Rule['propose']> {
  const own = subject.text.replace(/ ?(?:status|state)$/, '');
  const about = own === '' || own === 'current' ? subject.entity : own;
  const [, values] = STATUS_BY_ENTITY.find(([entities]) => endsWith(about, entities)) ?? STATUS_BY_ENTITY.find(([entities]) => endsWith(subject.entity, entities)) ?? ['', ANY_STATUS];
  return choiceOf(values, 'a status, the usual ones more often')(subject);
}

const WEEKDAYS = 'Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday';
const MONTHS = 'January|February|March|April|May|June|July|August|September|October|November|December';

/** Columns that hold one of a few words. */
export const CATEGORY_RULES: readonly Rule[] = [
  rule('payment (?:method|type|mode)|pay method|tender type|payment', choiceOf('credit_card:48|paypal:22|debit_card:14|bank_transfer:10|cash:6', 'a way to pay', { hasInitials: false })),
  rule('card type|credit card type|card brand', choiceOf('visa:50|mastercard:32|amex:12|discover:6', 'a brand of cards', { hasInitials: false })),
  rule('order priority|priority|urgency', choiceOf('low:25|medium:45|high:22|urgent:8', 'a priority')),
  rule('severity|log level|level|alert level', choiceOf('info:60|warning:25|error:12|critical:3', 'a level')),
  rule('market segment|segment|customer segment|customer type|client type', choiceOf('Consumer:50|Corporate:30|Home Office:12|Small Business:8', 'a segment')),
  rule('ship mode|shipping method|shipping mode|delivery method|ship method|shipping type', choiceOf('Standard:60|Express:20|Two Day:12|Overnight:8', 'a way to ship', { hasInitials: false })),
  rule('ship instruct|ship instruction|delivery instruction', choiceOf('DELIVER IN PERSON|COLLECT COD|NONE|TAKE BACK RETURN', 'an instruction to ship', { hasInitials: false })),
  rule('carrier|shipping company|courier', choiceOf('UPS:30|FEDEX:28|DHL:22|USPS:20', 'a carrier', { hasInitials: false })),
  rule('sales channel|channel|order channel|channel type', choiceOf('web:50|store:28|mobile:17|phone:5', 'a channel', { hasInitials: false })),
  rule('source|traffic source|lead source|utm source|referrer type|acquisition source|referral source', choiceOf('organic:35|direct:25|email:15|paid_search:13|social:12', 'a source of visitors', { hasInitials: false })),
  rule('medium|utm medium', choiceOf('cpc:30|organic:30|email:20|referral:12|social:8', 'a medium', { hasInitials: false })),
  rule('device|device type|device category', choiceOf('mobile:58|desktop:36|tablet:6', 'a kind of device', { hasInitials: false })),
  rule('browser|browser name', choiceOf('Chrome:63|Safari:20|Edge:8|Firefox:6|Opera:3', 'a browser', { hasInitials: false })),
  rule('operating system|platform|platform name', choiceOf('Android:40|iOS:25|Windows:22|macOS:10|Linux:3', 'a platform', { hasInitials: false })),
  rule('event|event type|event name|action|activity|activity type|action type|interaction', choiceOf('page_view:55|click:25|add_to_cart:10|search:6|purchase:4', 'an event', { hasInitials: false })),
  rule('environment', choiceOf('production:70|staging:20|development:10', 'an environment', { hasInitials: false })),
  rule('plan|plan name|plan type|subscription type|subscription plan|account tier|tier|membership level|loyalty tier|loyalty level', choiceOf('free:50|basic:25|standard:15|premium:8|enterprise:2', 'a plan', { hasInitials: false })),
  rule('account type', choiceOf('checking:50|savings:30|credit:15|loan:5', 'a type of account')),
  rule('(?:transaction|movement|entry) type', choiceOf('debit:60|credit:40', 'a type of transaction')),
  rule('role|user role|user type|access level', choiceOf('user:80|manager:12|admin:5|guest:3', 'a role')),
  rule('credit rating|risk rating|risk level|risk', choiceOf('Good:45|High Risk:15|Low Risk:25|Unknown:15', 'a rating of risk')),
  rule('buy potential', choiceOf('0-500:30|501-1000:25|1001-5000:20|5001-10000:12|>10000:5|Unknown:8', 'a range of spending', { hasInitials: false })),
  rule('return flag', choiceOf('N:50|R:25|A:25', 'a mark of returns')),
  rule('line status|order status flag', choiceOf('F:50|O:50', 'a status')),
  rule('status|state|status code|order state|lifecycle|status name|status description', status),
  rule('unit of measure|unit|units|measure unit|quantity unit', choiceOf('Each:50|Box:18|Pack:12|Case:10|kg:6|Pallet:4', 'a unit', { hasInitials: false })),
  rule('size', choiceOf('small:25|medium:40|large:25|extra large:10', 'a size')),
  rule('container|container type|packaging', choiceOf('SM BOX|LG BOX|MED BAG|JUMBO JAR|WRAP PACK|SM CASE|LG CAN', 'a container', { hasInitials: false })),
  rule('grade|letter grade', choiceOf('A:25|B:35|C:25|D:10|F:5', 'a grade')),
  rule('weekday|day of week|day name|weekday name', choiceOf(WEEKDAYS, 'a day of the week', { isClosed: true })),
  rule('month name|name of month', choiceOf(MONTHS, 'a month', { isClosed: true })),
  rule('am pm', choiceOf('AM|PM', 'a half of the day')),
  rule('shift|sub shift', choiceOf('first:40|second:35|third:25', 'a shift')),
  rule('meal time|meal', choiceOf('breakfast|lunch|dinner', 'a meal', { hasInitials: false })),
  rule('season', choiceOf('spring|summer|autumn|winter', 'a season', { isClosed: true })),
  rule('reason|reason description|return reason', choiceOf('Did not fit:25|Changed my mind:20|Damaged on arrival:15|Wrong item:15|Not as described:15|Arrived late:10', 'a reason', { hasInitials: false })),
  rule('cancellation reason|churn reason', choiceOf('Too expensive:35|Not used:30|Missing feature:20|Moved to competitor:15', 'a reason', { hasInitials: false })),
  rule('currency|currency code|iso currency', currency),
  rule('http method|request method', choiceOf('GET:75|POST:18|PUT:4|DELETE:3', 'a method of HTTP', { hasInitials: false })),
  rule('(?:http|response) (?:status|code)|http status code|http response code', httpStatus),
  rule('sentiment', choiceOf('positive:55|neutral:30|negative:15', 'a sentiment')),
  rule('direction', choiceOf('inbound:60|outbound:40', 'a direction')),
  rule('formulation|material', choiceOf('cotton|steel|wood|plastic|leather|glass|ceramic', 'a material', { hasInitials: false })),
];

function currency(subject: Subject): ReturnType<Rule['propose']> {
  return choiceOf('USD:50|EUR:28|GBP:10|JPY:5|CAD:4|CHF:3', 'a currency, some more often than others', { isClosed: true })(subject);
}

function httpStatus(subject: Subject): ReturnType<Rule['propose']> {
  return [{ fill: { faker_rule: 'http_status_code' }, reason: 'A status code of HTTP, by its name.' }, ...choiceOf('200:88|404:6|500:3|302:3', 'a status code of HTTP')(subject)];
}
