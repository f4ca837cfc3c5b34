import { choiceOf, fakerOf, generatorOf, rule, between, skewed, type Proposal, type Rule } from '../proposal';
import { familyOf, lengthOf, type Subject } from '../subject';

/** Hexadecimal digits as many as the column holds, up to the usual number. */
function hash(usual: number, what: string): (subject: Subject) => readonly Proposal[] {
  return (subject) => {
    if (familyOf(subject) !== 'text') return [];
    const length = Math.min(usual, lengthOf(subject));
    return [{ fill: { generator: { type: 'pattern', params: { pattern: `[0-9a-f]{${length}}` } } }, reason: `${what}, by its name.` }];
  };
}

/** A UUID in its type or where 36 characters fit; else a code as long as there is room. */
export function uuid(subject: Subject): readonly Proposal[] {
  const family = familyOf(subject);
  if (family !== 'uuid' && (family !== 'text' || lengthOf(subject) < 36)) return [];
  return [{ fill: { generator: { type: 'uuid4' } }, reason: 'A UUID, by its name.' }];
}

/** Long enough for the hash of bcrypt, which has 60 characters. */
function passwordHash(subject: Subject): readonly Proposal[] {
  const bcrypt: Proposal = { fill: { generator: { type: 'pattern', params: { pattern: '\\$2b\\$12\\$[A-Za-z0-9./]{53}' } } }, reason: 'A hash of a password (bcrypt), by its name.' };
  return lengthOf(subject) >= 60 ? [bcrypt] : hash(40, 'A hash of a password')(subject);
}

function skuPattern(subject: Subject): readonly Proposal[] {
  const length = lengthOf(subject);
  if (familyOf(subject) !== 'text' || length < 8) return [];
  return [{ fill: { generator: { type: 'pattern', params: { pattern: length >= 11 ? '[A-Z]{3}-\\d{6}' : '[A-Z]{2}\\d{6}' } } }, reason: 'An article number, by its name.' }];
}

/** Marks of machines, networks, files and goods. */
export const TECHNICAL_RULES: readonly Rule[] = [
  { matches: (subject) => familyOf(subject) === 'uuid', propose: () => [{ fill: { generator: { type: 'uuid4' } }, reason: 'A UUID, by its type.' }] },
  rule('uuid|uuid id|global id', uuid),
  rule('url|web site|web page|web address|landing page|page url|image url|avatar url|referrer|referer', fakerOf('url', 'a web address')),
  rule('page|page path|path|url path|route|endpoint|resource', generatorOf('choice', { values: ['/', '/products', '/products/view', '/cart', '/checkout', '/account', '/search', '/help', '/blog'], weights: [30, 20, 18, 10, 7, 5, 5, 3, 2] }, 'a page')),
  rule('image|photo|picture|avatar|thumbnail|logo', fakerOf('image_url', 'the address of an image')),
  rule('domain|domain name|host|host name|server|server name', fakerOf('domain_name', 'a host')),
  rule('user agent', fakerOf('user_agent', 'a user agent')),
  rule('port', between(1024, 65_535, 'a port')),
  rule('password hash|hashed password|encrypted password|password digest|password', passwordHash),
  rule('(?:access |refresh |api |session |reset |auth |device |push )?token|api key|secret|secret key|access key', generatorOf('pattern', { pattern: '[A-Za-z0-9]{32}' }, 'a token')),
  rule('token|api key|secret|access key|session', hash(32, 'A token')),
  rule('session|session key|cookie|visitor|fingerprint', hash(32, 'An id of a session')),
  rule('md ?5|checksum|hash|row hash|hash diff|hash key|etag|content hash', hash(32, 'A hash')),
  rule('sha|sha 1|commit|commit hash|commit sha|git commit|revision hash', hash(40, 'A hash')),
  rule('sha 256|signature', hash(64, 'A hash')),
  rule('file path|directory|folder', fakerOf('file_path', 'the path of a file')),
  rule('file type|file extension|extension', fakerOf('file_extension', 'a file extension')),
  rule('mime type|content type|media type', fakerOf('mime_type', 'a type of content')),
  rule('version|app version|release|version number|software version', fakerOf('semver', 'a version')),
  rule('(?:file |byte |content )?size bytes|bytes|file size|byte count|payload size', skewed(40_000, 1.5, 50_000_000, 'a size in bytes, few of them large', 100)),
  rule('sku|sku code|item code|product code|article number|item number|product number|part number|style code', skuPattern),
  rule('ean|ean 13|ean code|gtin', fakerOf('ean13', 'an EAN with its check digit')),
  rule('barcode|bar code|upc|upc code', fakerOf('upc', 'a UPC with its check digit')),
  rule('isbn|isbn 13', fakerOf('isbn13', 'an ISBN with its check digit')),
  rule('vin', fakerOf('vin', 'a vehicle\'s number')),
  rule('license plate|plate number|registration plate|plate', fakerOf('license_plate', 'a licence plate')),
  rule('imei', fakerOf('imei', 'an IMEI with its check digit')),
  rule('iban|bank account', fakerOf('iban', 'an IBAN with its check digits')),
  rule('bic|swift|swift code', fakerOf('bic', 'a BIC')),
  rule('credit card number|card number|credit card|pan', fakerOf('credit_card_number', 'a card number with its check digit')),
  rule('cvv|cvc|security code', fakerOf('cvv', 'a security code')),
  rule('account number|bank account number', fakerOf('account_number', 'an account number')),
  rule('routing number|sort code|bank code', fakerOf('routing_number', 'a routing number')),
  rule('slug|permalink', fakerOf('slug', 'a slug')),
  rule('hex color|color code|color hex|rgb', fakerOf('hex_color', 'a color in hexadecimal')),
  rule('flight number|flight', fakerOf('flight_number', 'a flight number')),
  rule('tracking number|tracking code|tracking', generatorOf('pattern', { pattern: '1Z[0-9A-Z]{6}\\d{10}' }, 'a tracking number')),
  rule('coupon|coupon code|promotion code|voucher|voucher code|discount code', choiceOf('WELCOME10:30|SUMMER20:25|FREESHIP:20|VIP15:15|BLACKFRIDAY:10', 'a coupon', { nullRate: 0.7 })),
];
