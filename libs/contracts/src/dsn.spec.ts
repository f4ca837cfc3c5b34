import fc from 'fast-check';
import { dsnProtocol, hasSecret, redactDsn } from './dsn';

test.each([
  ['postgres://me:secret@host:5432/db', 'postgres://me:***@host:5432/db'],
  ['postgres://me@host/db', 'postgres://me@host/db'],
  ['postgres://me:@host/db', 'postgres://me:@host/db'],
  ['postgres://me:${DB_PASSWORD}@host/db', 'postgres://me:${DB_PASSWORD}@host/db'],
  ['postgres://me:a${DB_PASSWORD}@host/db', 'postgres://me:***@host/db'],
  ['postgres://me:p@ss/w?rd#1@host/db?sslmode=require', 'postgres://me:***@host/db?sslmode=require'],
  ['postgres://host/db?user=me&password=secret&sslmode=require', 'postgres://host/db?user=me&password=***&sslmode=require'],
  ['postgres://host/db?password=secret&user=me@corp', 'postgres://***@corp'],
  ['postgres://h:1/db?password=${PW}', 'postgres://h:1/db?password=${PW}'],
  ['postgresql+psycopg://me:secret@host/db', 'postgresql+psycopg://me:***@host/db'],
  ['sqlite:////tmp/a@b.db', 'sqlite:////tmp/a@b.db'],
  ['env:DATABASE_URL', 'env:DATABASE_URL'],
  ['${DATABASE_URL}', '${DATABASE_URL}'],
  ['host=db password=secret', '***'],
  ['jdbc:postgresql://host/db?password=secret', '***'],
])('%s is shown as %s', (dsn, shown) => {
  expect(redactDsn(dsn)).toBe(shown);
  expect(hasSecret(dsn)).toBe(shown !== dsn);
  expect(redactDsn(shown)).toBe(shown);
});

test('no password is ever shown, escaped or not, wherever it stands', () => {
  const password = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 20 }).filter((text) => !/^\$\{\w+\}$|^env:\w+$/.test(text));
  fc.assert(
    fc.property(password, fc.constantFrom('postgres', 'snowflake', 'redshift'), fc.boolean(), (word, scheme, escaped) => {
      // A mark in it that stands nowhere else.
      const secret = `Q7x${word}Z9y`;
      const written = escaped ? encodeURIComponent(secret) : secret;
      for (const dsn of [`${scheme}://me:${written}@host:5439/db?sslmode=require`, `${scheme}://host/db?password=${encodeURIComponent(secret)}`]) {
        expect(redactDsn(dsn)).not.toMatch(/Q7x|Z9y/);
        expect(hasSecret(dsn)).toBe(true);
      }
    }),
  );
});

test.each([
  ['postgresql+psycopg://h/db', 'postgresql'],
  ['SQLITE:///a.db', 'sqlite'],
  ['a.db', undefined],
  ['file:a.db', undefined],
])('the protocol of %s', (dsn, protocol) => {
  expect(dsnProtocol(dsn)).toBe(protocol);
});
