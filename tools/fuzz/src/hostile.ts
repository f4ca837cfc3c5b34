import fc from 'fast-check';

/** Texts that have broken other programs: paths, keys of prototypes, formats, encodings, lengths, SQL, templates. */
const TEXTS: readonly string[] = [
  '', ' ', '.', '..', '../../../../etc/passwd', '..%2f..%2fetc%2fpasswd', '/etc/passwd', 'C:\\Windows\\win.ini', '\\\\host\\share', 'a\0b', '\0', '\uFEFF', '\u202Eevil', '\uD800', '😀'.repeat(50),
  '__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'null', 'undefined', 'NaN', 'true', '-0', '1e309', '0x10', '9'.repeat(400), '-1', '1.5', '00',
  'a'.repeat(70_000), '('.repeat(5_000), '"', "'", '`', ';', '--', '/*', '\\', '%', '%s%s%n', '%E0%A4%A', '${7*7}', '{{7*7}}', '${DB_PASSWORD}', 'env:HOME', '<script>alert(1)</script>',
  "'; DROP TABLE shop__users; --", 'SELECT 1', 'shop__users', '$$', '$1', '?', 'a,b', '2026-02-30', '2026-13-01T25:61:61Z', '-P1D', '-7d', '-99999999999d', '[a-z]{1000000}', '(a+)+$', '(a|a)*b', '^(([a-z])+.)+[A-Z]([a-z])+$',
  'postgres://me:pw@127.0.0.1:1/x', 'sqlite:////etc/passwd', 'sqlite:///../../x.db', 'file:///etc/passwd', 'http://169.254.169.254/', 's3://bucket/../key', 'duckdb:///:memory:', '\r\nSet-Cookie: a=b', '/**/'.repeat(60), ' '.repeat(30_000), '\t\n'.repeat(9_000), '-'.repeat(9_000), 'a.'.repeat(9_000), 'a_'.repeat(9_000), '0'.repeat(9_000), '/'.repeat(9_000), 'İ', 'ﬀ', 'ß',
];

const NUMBERS: readonly number[] = [0, -0, 1, -1, 0.1, -1.5, 255, 65_536, 2 ** 31, -(2 ** 31), 2 ** 53, -(2 ** 53), 2 ** 64, 1e21, 1e308, -1e308, 5e-324];

/** A text that is likely to be handled wrongly somewhere. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...TEXTS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) },
);

/** Any value of JSON that is likely to be handled wrongly somewhere. */
export const hostileValue: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 4, arbitrary: hostileText },
  { weight: 3, arbitrary: fc.constantFrom<unknown>(...NUMBERS) },
  { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { a: null }) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  { weight: 1, arbitrary: fc.integer({ min: 2, max: 800 }).map((depth) => JSON.parse(`${'['.repeat(depth)}${']'.repeat(depth)}`) as unknown) },
);
