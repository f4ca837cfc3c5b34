import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataRoot } from '@dw-sim/api-platform';
import { choiceOption, SCHEMA_OPTIONS, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';
import { SqliteStrategy } from '@dw-sim/warehouse-sqlite';
import fc from 'fast-check';
import { checkTarget, type TargetRules } from './check-target';

/** What an engine over a network declares. */
const NETWORK = Object.assign(Object.create(new DuckDbStrategy()) as WarehouseStrategy, {
  id: 'postgres',
  connection: {
    place: 'server', protocols: ['postgres', 'postgresql'], dsnRequired: true, dsnExample: 'postgres://me:${DB_PASSWORD}@host:5432/db',
    check: (dsn: string) => (dsn.includes('sslkey=') ? { message: 'dsn names a file', allowed: 'none' } : undefined),
    schema: { default: null, choosable: true }, options: { ...SCHEMA_OPTIONS, sslmode: choiceOption(['require', 'disable'], 'Encryption.') },
  },
});

describe('a definition of a target', () => {
  let folder: string;
  let rules: TargetRules;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'dw-targets-')));
    for (const name of ['project', 'elsewhere', 'project/data', 'project/data/generated']) mkdirSync(join(folder, name));
    symlinkSync(join(folder, 'elsewhere'), join(folder, 'project/link'));
    rules = {
      strategies: [new DuckDbStrategy(), new SqliteStrategy({ childPath: '' }), NETWORK],
      configuration: { directory: join(folder, 'project'), allowedFolders: [join(folder, 'project')] },
      root: new DataRoot(join(folder, 'project/data')),
    };
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const messages = (document: unknown, options = {}) => checkTarget(document, rules, options).errors.map(({ path, message }) => `${path}: ${message}`);

  it.each([
    [{ id: 'a', kind: 'sqlite' }, { id: 'a', name: 'a', kind: 'sqlite', dsn: null, schema: null, options: {} }],
    [{ name: 'Marketing (EU)', kind: 'duckdb', dsn: null, schema: 'main', options: null }, { id: 'marketing-eu', name: 'Marketing (EU)', schema: 'main' }],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///a.db' }, { dsn: 'sqlite:///a.db' }],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite+pysqlite:///./data/a.db' }, {}],
    [{ id: 'a', kind: 'sqlite', dsn: 'env:SQLITE_DSN' }, {}],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///${FOLDER}/a.db' }, {}],
    [{ id: 'a', kind: 'duckdb', options: { threads: 2, memory_limit_mb: 512 } }, { options: { threads: 2, memory_limit_mb: 512 } }],
    [{ id: 'a', kind: 'postgres', dsn: 'postgresql+psycopg://me:p%40ss@host:5432/db', schema: 'sales', options: { sslmode: 'require' } }, { schema: 'sales' }],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://${USER_NAME}:${DB_PASSWORD}@${HOST}:${PORT}/db' }, {}],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres:///db?host=/run/postgresql' }, {}],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', options: { schema_per_experiment: true } }, { schema: null, options: { schema_per_experiment: true } }],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', schema: 'sales', options: { schema_per_experiment: false } }, { schema: 'sales' }],
  ])('%j is taken', (document, expected) => {
    const { errors, target } = checkTarget(document, rules);
    expect(errors).toEqual([]);
    expect(target).toMatchObject(expected);
  });

  it.each([
    [[], '$: a target is a list; allowed: an object with id, name, kind, dsn, schema, options'],
    [{ id: 'a', kind: 'sqlite', optons: {} }, '$.optons: unknown key "optons" (did you mean "options"?); allowed: id, name, kind, dsn, schema, options'],
    [{ id: 'a' }, '$.kind: kind is missing; allowed: the name of an engine, such as sqlite or duckdb'],
    [{ id: 'a', kind: 'sqlitte' }, '$.kind: unknown kind "sqlitte" (did you mean "sqlite"?); allowed: duckdb, sqlite, postgres'],
    [{ id: 'a', kind: 'snowflake' }, '$.kind: unknown kind "snowflake"; allowed: duckdb, sqlite, postgres'],
    [{ kind: 'sqlite' }, '$.id: id is missing; allowed: letters, digits, "_", "-" and ".", starting with a letter or digit, at most 63 characters'],
    [{ id: '../a', kind: 'sqlite' }, '$.id: "../a" can\'t be the id of a target; allowed: letters, digits, "_", "-" and ".", starting with a letter or digit, at most 63 characters'],
    [{ name: '!!', kind: 'sqlite' }, /^\$\.name: No id follows from the name "!!"/],
    [{ id: 'a', kind: 'sqlite', dsn: 'mysql://h/db' }, '$.dsn: dsn has the protocol mysql; allowed: sqlite://, such as sqlite:///marketing.db'],
    [{ id: 'a', kind: 'sqlite', dsn: 'a.db' }, '$.dsn: dsn is no DSN; allowed: sqlite://, such as sqlite:///marketing.db'],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite://:memory:' }, /^\$\.dsn: dsn names no file; allowed: three slashes/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///:memory:' }, /^\$\.dsn: dsn names no file/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///a.db?mode=ro' }, /^\$\.dsn: dsn names no file.*without parameters/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///none/a.db' }, /^\$\.dsn: the folder .*\/project\/none does not exist; allowed: a file in a folder that exists/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///tmp/a.db' }, /does not exist; for \/tmp\/a\.db write four slashes/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///../elsewhere/a.db' }, /elsewhere\/a\.db is outside of the folders that targets may use; allowed: .*DW_SIMULATOR_ALLOWED_FOLDERS/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///link/a.db' }, /is outside of the folders/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:////etc/passwd' }, /is outside of the folders/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///data/metadata.sqlite' }, /is one of the server's own files/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///data/generated/a.db' }, /is one of the server's own files/],
    [{ id: 'a', kind: 'sqlite', dsn: 'sqlite:///data' }, /is a folder/],
    [{ id: 'a', kind: 'sqlite', schema: 'sales' }, '$.schema: schema is "sales", which this kind can\'t choose; allowed: main, or no schema'],
    [{ id: 'a', kind: 'duckdb', options: { thread: 1 } }, '$.options.thread: unknown option "thread" (did you mean "threads"?); allowed: memory_limit_mb, threads, dialect'],
    [{ id: 'a', kind: 'duckdb', options: { threads: 0 } }, '$.options.threads: threads has a value that does not fit; allowed: a whole number from 1 to 256'],
    [{ id: 'a', kind: 'postgres' }, '$.dsn: dsn is missing; allowed: a DSN such as postgres://me:${DB_PASSWORD}@host:5432/db'],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://me:p/w@host/db' }, /^\$\.dsn: dsn \(postgres:\/\/me:\*\*\*@host\/db\) is no valid URL; .*are escaped/],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://me:${PASSWORD}@host/db?sslkey=/etc/key' }, '$.dsn: dsn names a file; allowed: none'],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://me:***@host/db' }, '$.dsn: *** stands for a password that is not shown; allowed: the password, or a reference such as ${NAME}'],
    [
      { id: 'a', kind: 'postgres', dsn: 'postgres://h/db', schema: 'sales', options: { schema_per_experiment: true } },
      '$.options.schema_per_experiment: schema is "sales", and schema_per_experiment gives each experiment a schema of its own; allowed: either schema or schema_per_experiment',
    ],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', options: { schema_per_experiment: 'yes' } }, '$.options.schema_per_experiment: schema_per_experiment has a value that does not fit; allowed: true or false'],
    [{ id: 'a', kind: 'sqlite', schema: 'main', options: { schema_per_experiment: true } }, /^\$\.options\.schema_per_experiment: unknown option/],
    [{ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', schema: 'a"b' }, /^\$\.schema: "a\\"b" can't name a schema/],
  ])('%j is refused', (document, expected) => {
    expect(messages(document)).toEqual([expected instanceof RegExp ? expect.stringMatching(expected) : expected]);
  });

  it('has every fault told at once, under the path of the document', () => {
    expect(messages({ id: '-', kind: 'sqlite', dsn: 'duckdb:///a', schema: 5, port: 1 }, { path: '$.targets[2]' }).map((line) => line.split(':')[0])).toEqual([
      '$.targets[2].schema', '$.targets[2].port', '$.targets[2].id', '$.targets[2].dsn',
    ]);
  });

  it('needs no id, but a place, where it lives for one run', () => {
    expect(messages({ kind: 'sqlite', dsn: 'sqlite:///a.db' }, { inline: true })).toEqual([]);
    expect(messages({ kind: 'sqlite' }, { inline: true })).toEqual(['$.dsn: dsn is missing; allowed: a DSN such as sqlite:///marketing.db']);
  });

  it('warns of a password in plain text', () => {
    const { warnings } = checkTarget({ id: 'a', kind: 'postgres', dsn: 'postgres://me:secret@h/db' }, rules);
    expect(warnings).toEqual([{ path: '$.dsn', code: 'plain_password', message: expect.stringContaining('${NAME}') }]);
    expect(checkTarget({ id: 'a', kind: 'postgres', dsn: 'postgres://me:${PASSWORD}@h/db' }, rules).warnings).toEqual([]);
  });

  it('never has a password repeated, wherever the user has put it', () => {
    const secret = fc.string({ minLength: 4, maxLength: 12 }).map((text) => `Q7x${text}Z9y`);
    const places: readonly ((word: string) => object)[] = [
      (word) => ({ id: 'a', kind: 'postgres', dsn: `postgres://me:${word}@host:none/db` }),
      (word) => ({ id: 'a', kind: 'postgres', dsn: `mysql://me:${word}@host/db` }),
      (word) => ({ id: 'a', kind: 'postgres', dsn: `host=db password=${word}` }),
      (word) => ({ id: 'a', kind: 'sqlite', dsn: `postgres://me:${word}@host/db` }),
      (word) => ({ id: 'a', kind: 'postgres', dsn: [word], password: word }),
      (word) => ({ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', options: { password: word, sslmode: word } }),
      (word) => ({ id: 'a', kind: 'postgres', dsn: { password: word }, options: word, schema: [word] }),
    ];
    fc.assert(fc.property(secret, fc.constantFrom(...places), (word, place) => {
      const { errors, warnings } = checkTarget(place(word), rules);
      expect(errors.length).toBeGreaterThan(0);
      expect(JSON.stringify({ errors, warnings })).not.toMatch(/Q7x|Z9y/);
    }));
  });
});
