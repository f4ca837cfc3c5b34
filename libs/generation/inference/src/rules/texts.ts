import { fakerOf, rule, type Proposal, type Rule } from '../proposal';
import { endsWith, familyOf, lengthOf, type Subject } from '../subject';

/** Sentences as long as there is room, a word or two where there is little. */
function freeText(what: string, nullRate?: number): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    const length = lengthOf(subject);
    const best = length < 12 ? 'word' : length < 40 ? 'words' : length < 400 ? 'sentence' : 'paragraph';
    return fakerOf(best, what, { nullRate })(subject);
  };
}

function description(subject: Subject): readonly Proposal[] {
  const isProduct = endsWith(subject.entity, 'product|item|part|article|sku') || /product|item/.test(subject.text);
  return isProduct && lengthOf(subject) >= 150 ? fakerOf('product_description', 'a description of a product')(subject) : freeText('a description')(subject);
}

function object(params: Record<string, unknown>, what: string): (subject: Subject) => readonly Proposal[] {
  return () => [{ fill: { generator: { type: 'json', params } }, reason: `${what}, by its name.` }];
}

const choice = (...values: readonly string[]) => ({ type: 'choice', params: { values } });
const fakerKey = (name: string) => ({ type: 'faker', params: { rule: name } });
const whole = (min: number, max: number) => ({ type: 'uniform_int', params: { min, max } });

const ATTRIBUTES = { color: choice('red', 'green', 'blue', 'black', 'white'), size: choice('S', 'M', 'L', 'XL'), weight: { type: 'uniform_float', params: { min: 0.1, max: 20, decimals: 2 } } };
const EVENT = { source: choice('web', 'ios', 'android'), page: choice('/', '/products', '/cart', '/checkout'), session: { type: 'uuid4' }, duration_ms: whole(20, 30_000) };
const ITEM = { sku: { type: 'code', params: { length: 8 } }, quantity: whole(1, 5), price: { type: 'uniform_float', params: { min: 1, max: 200, decimals: 2 } } };

const isJson = (subject: Subject): boolean => familyOf(subject) === 'json';
const jsonRule = (phrases: string, propose: Rule['propose']): Rule => ({ matches: (subject) => isJson(subject) && endsWith(subject.text, phrases), propose });

/** Small objects, by what the column is called. */
const JSON_RULES: readonly Rule[] = [
  jsonRule('address|.* address|location', object({ object: { street: fakerKey('street_address'), city: fakerKey('city'), zip: fakerKey('zip_code'), country: fakerKey('country_code') } }, 'An address')),
  jsonRule('tags|labels|keywords|categories|skills|interests', object({ array: { of: choice('new', 'sale', 'popular', 'limited', 'gift', 'eco'), min: 0, max: 4 } }, 'A list of tags')),
  jsonRule('items|line items|lines|products|cart|order items', object({ array: { of: { type: 'json', params: { object: ITEM } }, min: 1, max: 4 } }, 'A list of items')),
  jsonRule('preferences|settings|configuration|config|options', object({ object: { theme: choice('light', 'dark'), language: choice('en', 'de', 'fr', 'es'), notifications: { type: 'boolean', params: { probability: 0.7 } } } }, 'Settings')),
  jsonRule('user|customer|profile|person|contact', object({ object: { name: fakerKey('name'), email: fakerKey('email'), age: whole(18, 90) } }, 'A person')),
  jsonRule('payload|event|event data|event properties|properties|event params|context|body|message|raw|raw data|data|record|log', object({ object: EVENT }, 'An event')),
  jsonRule('attributes|features|specifications|specs|details|metadata|meta|extra|custom fields|variants|dimensions', object({ object: ATTRIBUTES }, 'Attributes')),
  { matches: isJson, propose: (subject) => object({ object: ATTRIBUTES }, 'An object')(subject).map((proposal) => ({ ...proposal, reason: 'A small object, by its type.' })) },
];

/** Words that people write, and JSON. */
export const TEXT_RULES: readonly Rule[] = [
  ...JSON_RULES,
  rule('product description|item description|description|long description|short description|summary|abstract|details|detail', description),
  rule('comment|comments|remark|remarks|note|notes|feedback|review text|review|internal note|memo|annotation|instruction|special instruction', freeText('a comment', 0.3)),
  rule('message|message text|body|content|text|html|email body|question|answer|post|reply|transcript|query|log|error message|response|request|caption|story|article text', freeText('a text')),
  rule('keyword|keywords|search term|search query|query text|tag|tags', fakerOf('words', 'words')),
];
