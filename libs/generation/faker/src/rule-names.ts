import { seededFaker } from './faker-library';

/** Modules of faker-js that make values of one cell. */
const MODULES = ['airline', 'animal', 'book', 'color', 'commerce', 'company', 'database', 'date', 'finance', 'food', 'git', 'hacker', 'image', 'internet', 'location', 'lorem', 'music', 'number', 'person', 'phone', 'string', 'system', 'vehicle', 'word'] as const;

/** Spellings of Python's Faker (and plain words) by faker-js rule. */
const PYTHON_NAMES: Readonly<Record<string, readonly string[]>> = {
  'person.firstName': ['first_name', 'firstname', 'given_name', 'first_name_female', 'first_name_male', 'first_name_nonbinary'],
  'person.lastName': ['last_name', 'lastname', 'surname', 'family_name', 'last_name_female', 'last_name_male'],
  'person.middleName': ['middle_name'],
  'person.fullName': ['name', 'full_name', 'name_female', 'name_male'],
  'person.prefix': ['prefix'],
  'person.suffix': ['suffix'],
  'person.jobTitle': ['job', 'job_title'],
  'person.gender': ['gender'],
  'person.sex': ['sex'],
  'internet.email': ['email', 'free_email', 'ascii_email', 'ascii_free_email', 'safe_email', 'ascii_safe_email', 'company_email'],
  'internet.username': ['user_name', 'username'],
  'internet.displayName': ['display_name'],
  'internet.url': ['url', 'uri'],
  'internet.domainName': ['domain_name', 'hostname'],
  'internet.domainWord': ['domain_word'],
  'internet.domainSuffix': ['tld'],
  'internet.ipv4': ['ipv4', 'ipv4_public', 'ip_address', 'ipv4_private'],
  'internet.ipv6': ['ipv6'],
  'internet.mac': ['mac_address'],
  'internet.userAgent': ['user_agent', 'chrome', 'firefox', 'safari'],
  'internet.password': ['password'],
  'internet.httpMethod': ['http_method'],
  'internet.httpStatusCode': ['http_status_code'],
  'internet.emoji': ['emoji'],
  'image.url': ['image_url'],
  'phone.number': ['phone_number', 'phone', 'msisdn', 'basic_phone_number'],
  'phone.imei': ['imei'],
  'location.city': ['city'],
  'location.country': ['country', 'current_country'],
  'location.countryCode': ['country_code', 'current_country_code'],
  'location.state': ['state', 'administrative_unit', 'province'],
  'location.street': ['street_name', 'street'],
  'location.streetAddress': ['street_address', 'address', 'address_line_1'],
  'location.secondaryAddress': ['secondary_address', 'address_line_2'],
  'location.buildingNumber': ['building_number'],
  'location.zipCode': ['postcode', 'zipcode', 'zip_code', 'postal_code', 'zip'],
  'location.county': ['county'],
  'location.timeZone': ['timezone', 'time_zone'],
  'location.language': ['language_name'],
  'company.name': ['company', 'company_name'],
  'company.catchPhrase': ['catch_phrase'],
  'company.buzzPhrase': ['bs'],
  'commerce.productName': ['product_name', 'product', 'ecommerce_name'],
  'commerce.department': ['department', 'ecommerce_category', 'product_category'],
  'commerce.productMaterial': ['ecommerce_material'],
  'commerce.productDescription': ['product_description'],
  'commerce.isbn': ['isbn13', 'isbn10', 'isbn'],
  'commerce.upc': ['ean', 'ean13', 'ean8', 'upc'],
  'color.human': ['color_name', 'color'],
  'color.rgb': ['hex_color', 'safe_hex_color'],
  'finance.creditCardNumber': ['credit_card_number'],
  'finance.creditCardIssuer': ['credit_card_provider'],
  'finance.creditCardCVV': ['credit_card_security_code'],
  'finance.currencyCode': ['currency_code'],
  'finance.currencyName': ['currency_name'],
  'finance.currencySymbol': ['currency_symbol'],
  'finance.iban': ['iban', 'bban'],
  'finance.bic': ['swift', 'swift8', 'swift11', 'bic'],
  'finance.accountNumber': ['account_number'],
  'finance.transactionType': ['transaction_type'],
  'lorem.word': ['word'],
  'lorem.words': ['words'],
  'lorem.sentence': ['sentence'],
  'lorem.sentences': ['sentences'],
  'lorem.paragraph': ['paragraph'],
  'lorem.text': ['text'],
  'lorem.slug': ['slug'],
  'date.month': ['month_name'],
  'date.weekday': ['day_of_week', 'weekday'],
  'system.fileName': ['file_name'],
  'system.filePath': ['file_path'],
  'system.fileExt': ['file_extension'],
  'system.mimeType': ['mime_type'],
  'system.semver': ['semver', 'version'],
  'string.uuid': ['uuid4', 'uuid'],
  'vehicle.vehicle': ['vehicle'],
  'vehicle.manufacturer': ['vehicle_make'],
  'vehicle.model': ['vehicle_model'],
  'vehicle.vin': ['vin'],
  'vehicle.vrm': ['license_plate'],
};

let index: ReadonlyMap<string, string> | undefined;

/** faker-js name of a rule in any of its spellings; undefined where there is none. */
export function canonicalRule(rule: string): string | undefined {
  return ruleIndex().get(folded(rule));
}

/** Every spelling that is understood. */
export function knownRules(): readonly string[] {
  return [...new Set([...Object.values(PYTHON_NAMES).flat(), ...fakerJsRules()])].sort();
}

function ruleIndex(): ReadonlyMap<string, string> {
  if (!index) {
    const entries = new Map<string, string>();
    for (const rule of fakerJsRules()) entries.set(folded(rule), rule);
    for (const [rule, names] of Object.entries(PYTHON_NAMES)) for (const name of names) entries.set(folded(name), rule);
    index = entries;
  }
  return index;
}

/** `Internet.Email`, `faker.internet.email` and `internet.email` are one rule. */
function folded(rule: string): string {
  return rule.trim().replace(/^(faker|fake)\./i, '').replace(/\(\)$/, '').toLowerCase();
}

let jsRules: readonly string[] | undefined;

/** faker-js rules that answer a string or a number without arguments. */
function fakerJsRules(): readonly string[] {
  if (!jsRules) {
    const faker = seededFaker('en');
    jsRules = MODULES.flatMap((module) =>
      methodNames(faker[module])
        .filter((method) => !EXCLUDED.has(`${module}.${method}`) && answersText(faker[module], method))
        .map((method) => `${module}.${method}`),
    );
  }
  return jsRules;
}

/** Deprecated, or far too long for a cell. */
const EXCLUDED = new Set(['image.urlLoremFlickr', 'image.dataUri', 'string.fromCharacters']);

function methodNames(module: object): readonly string[] {
  const names = new Set<string>();
  for (let level: object | null = module; level && level !== Object.prototype; level = Object.getPrototypeOf(level) as object | null) {
    for (const name of Object.getOwnPropertyNames(level)) if (name !== 'constructor') names.add(name);
  }
  return [...names].sort();
}

function answersText(module: object, method: string): boolean {
  const call = (module as Record<string, unknown>)[method];
  if (typeof call !== 'function') return false;
  try {
    const value: unknown = call.call(module);
    return typeof value === 'string' || typeof value === 'number';
  } catch {
    // A rule that needs arguments is none that a column can name.
    return false;
  }
}
