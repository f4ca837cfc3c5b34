import { seededFaker } from './faker-library';
import { OWN_PATTERNS } from './own-patterns';
import { PYTHON_NAMES } from './python-names';
import { NUMERIC_TEXTS, VALUE_RULES } from './value-rules';

/** Modules of faker-js that make values of one cell. */
const MODULES = ['airline', 'animal', 'book', 'color', 'commerce', 'company', 'database', 'datatype', 'date', 'finance', 'food', 'git', 'hacker', 'image', 'internet', 'location', 'lorem', 'music', 'number', 'person', 'phone', 'science', 'string', 'system', 'vehicle', 'word'] as const;

/** Deprecated, far too long for a cell, a list, or of no meaning without arguments. */
const EXCLUDED: ReadonlySet<string> = new Set([
  'image.urlLoremFlickr', 'image.dataUri', 'string.fromCharacters', 'date.between', 'date.betweens', 'location.nearbyGPSCoordinate',
  'color.cmyk', 'color.hsl', 'color.hwb', 'color.lab', 'color.lch', 'color.colorByCSSColorSpace',
]);

/** faker-js names of what has another canonical name. */
const SAME: Readonly<Record<string, string>> = { 'internet.ip': 'internet.ipv4', 'date.timeZone': 'location.timeZone', 'word.sample': 'lorem.word', 'word.words': 'lorem.words' };

let index: ReadonlyMap<string, string> | undefined;

/** Canonical name of a rule in any of its spellings, faker-js's own in most cases; undefined where there is none. */
export function canonicalRule(rule: string): string | undefined {
  return ruleIndex().get(folded(rule));
}

/** Every spelling that is understood. */
export function knownRules(): readonly string[] {
  return [...new Set([...Object.values(PYTHON_NAMES).flatMap((names) => names.split(' ')), ...fakerJsRules()])].sort();
}

function ruleIndex(): ReadonlyMap<string, string> {
  if (!index) {
    const entries = new Map<string, string>();
    for (const rule of [...fakerJsRules(), ...Object.keys(OWN_PATTERNS), ...Object.keys(VALUE_RULES), ...Object.keys(NUMERIC_TEXTS), ...Object.keys(PYTHON_NAMES)]) entries.set(folded(rule), SAME[rule] ?? rule);
    for (const [rule, names] of Object.entries(PYTHON_NAMES)) for (const name of names.split(' ')) entries.set(folded(name), rule);
    index = entries;
  }
  return index;
}

/** `Internet.Email`, `faker.internet.email`, `faker_email` and `internet.email()` are one rule. */
function folded(rule: string): string {
  return rule.trim().replace(/^(?:faker|fake)[._]/i, '').replace(/\(\)$/, '').toLowerCase();
}

let jsRules: readonly string[] | undefined;

/** Methods of faker-js that make a value of one cell without arguments. */
export function fakerJsRules(): readonly string[] {
  if (!jsRules) {
    const faker = seededFaker('en');
    jsRules = MODULES.flatMap((module) => methodNames(faker[module]).map((method) => `${module}.${method}`).filter((rule) => !EXCLUDED.has(rule)));
  }
  return jsRules;
}

function methodNames(module: object): readonly string[] {
  const names = new Set<string>();
  for (let level: object | null = module; level && level !== Object.prototype; level = Object.getPrototypeOf(level) as object | null) {
    for (const name of Object.getOwnPropertyNames(level)) {
      if (name !== 'constructor' && typeof (module as Record<string, unknown>)[name] === 'function') names.add(name);
    }
  }
  return [...names].sort();
}
