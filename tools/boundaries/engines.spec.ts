import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(__dirname, '../..');
const WAREHOUSES = 'libs/warehouse';

/** Folders of `libs/warehouse` that hold what engines have in common. */
const SHARED = ['core', 'export', 'staging', 'testing'];
const ENGINES = readdirSync(join(ROOT, WAREHOUSES)).filter((name) => !SHARED.includes(name));

/** Where an engine is registered: to be known to the compiler and the linter, built, offered, tested and measured. */
const REGISTRATIONS = [
  'tsconfig.base.json', 'eslint.config.mjs', 'apps/api/project.json', 'apps/api/src/main.ts', 'apps/api/src/server/file-strategies.ts',
  'apps/api/test/test-server.ts', 'package.json', 'package-lock.json',
];
const MEASURED = /^tools\/(bench|endurance)\//;
/** Tests and their helpers run on real engines; documents and samples name some. */
const TESTS = /\.spec\.[cm]?[jt]s$|\/testing\/|\.e2e\.|^tools\/boundaries\/|^tools\/browser\/|^tools\/fuzz\//;
/** The languages that people write and engines read have the names of engines; which engine reads which it says itself. */
const LANGUAGES = /^libs\/sql\/|^libs\/contracts\/src\/(ddl-import|sql-dialect)\.ts$|^tools\/conformance\/|^tools\/catalogue\/src\/dialects-page\.ts$/;

/** The other places that name an engine, and why they may. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'libs/warehouse/duckdb/src/duckdb-strategy.ts': 'The dialects of the warehouses that are simulated on it.',
  'libs/api/experiments/src/import/sql-import.service.ts': 'Of the dialects of DDL, those that queries can be written in.',
  'libs/api/query/src/prepared-query.ts': 'An engine that tells the cases of names apart gets them letter for letter.',
  'libs/dashboard/feature-experiments/src/create/sql/sql-draft.ts': 'The dialect that the form starts with.',
  'apps/cli/src/document/requested-target.ts': 'A client knows no strategies: a DSN without a kind is read by its protocol, which is the kind but for postgresql.',
  'libs/api/metadata/src/metadata-source.ts': "The metadata's own database, whatever the warehouses are; `postgres` is the name of TypeORM's driver.",
  'libs/settings/src/settings.ts': 'The target of a new installation, and the protocols of the metadata.',
  'libs/warehouse/redshift/src/redshift-strategy.ts': "Redshift's connections have PostgreSQL's protocol.",
  'libs/warehouse/redshift/src/redshift-ddl.ts': "Redshift's types are PostgreSQL's but for a few.",
  'libs/warehouse/redshift/src/redshift-load.ts': "Redshift has PostgreSQL's catalogue.",
};

/** Whether a folder's name is the id of its strategy; that of `files` is any of its formats. */
function isId(engine: string): boolean {
  const strategies = readdirSync(join(ROOT, WAREHOUSES, engine, 'src')).filter((name) => name.endsWith('-strategy.ts'));
  return strategies.some((name) => new RegExp(`\\bid\\b[^=\\n]*= '${engine}';`).test(readFileSync(join(ROOT, WAREHOUSES, engine, 'src', name), 'utf8')));
}

/** A package of an engine, its id as a word in quotes, or a name in camel case that begins with its id. */
function mention(engine: string): RegExp {
  const asPackage = `@dw-sim/warehouse-${engine}\\b|warehouse-${engine}:`;
  return new RegExp(isId(engine) ? `${asPackage}|(['"\`])${engine}\\1|\\b${engine}[A-Z]\\w*` : asPackage);
}

/** What stands in comments and in the examples of the API's documentation runs nowhere. */
function code(line: string): string {
  if (/^\s*(\/?\*|\/\/)/.test(line) || /\b(example|summary|detail):/.test(line)) return '';
  return line;
}

function sources(): string[] {
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', 'apps', 'libs', 'tools', '*.json', '*.mjs', '*.cjs'], { cwd: ROOT, encoding: 'utf8' });
  return files.split('\n').filter((file) => /\.([cm]?[jt]s|html|json)$/.test(file));
}

/** Lines outside an engine's own folder that name it. */
function mentions(engine: string): string[] {
  const pattern = mention(engine);
  const elsewhere = sources().filter(
    (file) => !file.startsWith(`${WAREHOUSES}/${engine}/`) && !REGISTRATIONS.includes(file) && !MEASURED.test(file) && !LANGUAGES.test(file) && !TESTS.test(file),
  );
  return elsewhere.flatMap((file) => {
    const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
    return lines.flatMap((line, index) => (pattern.test(code(line)) ? [`${file}:${index + 1}`] : []));
  });
}

const fileOf = (place: string) => place.slice(0, place.lastIndexOf(':'));

it.each(ENGINES)('the engine %s is named in its folder, where it is registered, and nowhere else', (engine) => {
  expect(mentions(engine).filter((place) => !(fileOf(place) in EXCEPTIONS))).toEqual([]);
});

it('engines have the names of their folders', () => {
  expect(ENGINES.filter(isId).sort()).toEqual(ENGINES.filter((engine) => engine !== 'files').sort());
});

it('every exception is one', () => {
  const named = new Set(ENGINES.flatMap(mentions).map(fileOf));
  expect(Object.keys(EXCEPTIONS).filter((file) => !named.has(file))).toEqual([]);
});

it.each([
  ["import { DuckDbStrategy } from '@dw-sim/warehouse-duckdb';", 'duckdb'],
  ["const KNOWN_KINDS = ['sqlite', 'postgres'];", 'postgres'],
  ["if (kind === 'redshift') return;", 'redshift'],
  ['const { redshiftUrl } = configuration;', 'redshift'],
])('a line such as %s is found', (line, engine) => expect(mention(engine).test(code(line))).toBe(true));
