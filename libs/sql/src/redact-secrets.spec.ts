import fc from 'fast-check';
import { redactSecrets } from './redact-secrets';

describe('redactSecrets', () => {
  it.each([
    ["COPY t FROM 's3://b' CREDENTIALS 'aws_access_key_id=AKIAIOSFODNN7EXAMPLE;aws_secret_access_key=wJalr'", "COPY t FROM 's3://b' CREDENTIALS '***'"],
    ["COPY t FROM 's3://b' ACCESS_KEY_ID 'a' SECRET_ACCESS_KEY 'b' SESSION_TOKEN 'c'", "COPY t FROM 's3://b' ACCESS_KEY_ID '***' SECRET_ACCESS_KEY '***' SESSION_TOKEN '***'"],
    ["CREATE STAGE s CREDENTIALS = (AWS_KEY_ID = 'k' AWS_SECRET_KEY = 's3cret')", "CREATE STAGE s CREDENTIALS = (AWS_KEY_ID = 'k' AWS_SECRET_KEY = '***')"],
    ["CREATE USER u PASSWORD 'hunter2'", "CREATE USER u PASSWORD '***'"],
    ["CREATE USER u IDENTIFIED BY 'hunter2'", "CREATE USER u IDENTIFIED BY '***'"],
    ["SELECT * FROM users WHERE password = 'hunter2' AND name = 'x'", "SELECT * FROM users WHERE password = '***' AND name = 'x'"],
    ["ATTACH 'postgres://me:hunter2@db/app' AS p", "ATTACH 'postgres://me:***@db/app' AS p"],
    ['-- postgres://me:hunter2@db\nSELECT 1', '-- postgres://me:***@db\nSELECT 1'],
    ["SELECT 'AKIAIOSFODNN7EXAMPLE'", "SELECT '***'"],
    ["ATTACH 'host=db password=hunter2 user=me' AS p", "ATTACH 'host=db password=*** user=me' AS p"],
    ["SELECT 'a', \"password\" FROM t WHERE x = 'y'", "SELECT 'a', \"password\" FROM t WHERE x = 'y'"],
    ['SELECT 1', 'SELECT 1'],
  ])('%s', (sql, shown) => expect(redactSecrets(sql)).toBe(shown));

  it('hides a secret behind its word whatever it is', () => {
    const secret = fc.string({ minLength: 8 }).filter((text) => !/['\\]/.test(text));
    fc.assert(fc.property(secret, (text) => expect(redactSecrets(`CREATE USER u PASSWORD '${text}'`)).toBe("CREATE USER u PASSWORD '***'")));
  });
});
