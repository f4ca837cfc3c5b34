import { catalogueOf, type FunctionEntry, type Rendering, type WarehouseDialect } from '@dw-sim/sql';

const HEAD = `# Functions of Redshift's and Snowflake's SQL

<!-- Written by \`npm run catalogue\` from the catalogues in libs/sql/src/functions; edits here are lost. -->

What a query in the dialect of a warehouse may call where the warehouse is [simulated](targets.md). A function that is not listed
is refused with its place and the nearest names: nothing unknown reaches the engine and answers differently there. CASE, CAST, \`::\`,
LIKE, operators, paths into semi-structured values, FLATTEN and GENERATOR are part of the language itself.
`;

const DIALECTS: readonly (readonly [dialect: WarehouseDialect, title: string, engines: string])[] = [
  ['redshift', 'Redshift', 'on DuckDB and PostgreSQL'],
  ['snowflake', 'Snowflake', 'on DuckDB'],
];

/** The page docs/sql-functions.md: what each dialect's catalogue answers, with what limits, and what it refuses. */
export function functionsPage(): string {
  return [HEAD, ...DIALECTS.map(([dialect, title, engines]) => section(title, engines, [...new Set(catalogueOf(dialect).values())]))].join('\n');
}

function section(title: string, engines: string, entries: readonly FunctionEntry[]): string {
  const answered = entries.filter(({ duckdb }) => !isRefused(duckdb));
  return [`## ${title}`, '', `Answered ${engines}:`, '', ...familyTable(answered), '', ...noteList(answered), ...refusalList(entries)].join('\n');
}

function isRefused(rendering: Rendering): rendering is { readonly refused: string } {
  return typeof rendering === 'object';
}

function familyTable(entries: readonly FunctionEntry[]): readonly string[] {
  const rows = [...groupedBy(entries, ({ family }) => family)].sort(([a], [b]) => (a < b ? -1 : 1));
  return ['| family | functions |', '|---|---|', ...rows.map(([family, members]) => `| ${family} | ${namesOf(members)} |`)];
}

/** Limits that the catalogue tells, each with the functions that have it. */
function noteList(entries: readonly FunctionEntry[]): readonly string[] {
  const noted = groupedBy(entries.filter(({ note }) => note), ({ note }) => note as string);
  if (noted.size === 0) return [];
  return ['Limits:', '', ...[...noted].map(([note, members]) => `- ${namesOf(members)}: ${note}`), ''];
}

function refusalList(entries: readonly FunctionEntry[]): readonly string[] {
  const refused = groupedBy(entries.filter(({ duckdb }) => isRefused(duckdb)), ({ duckdb }) => (duckdb as { readonly refused: string }).refused);
  if (refused.size === 0) return [];
  return ['Refused:', '', ...[...refused].map(([reason, members]) => `- ${namesOf(members)}: ${reason}`), ''];
}

function groupedBy(entries: readonly FunctionEntry[], key: (entry: FunctionEntry) => string): ReadonlyMap<string, readonly FunctionEntry[]> {
  const groups = new Map<string, FunctionEntry[]>();
  for (const entry of entries) groups.set(key(entry), [...(groups.get(key(entry)) ?? []), entry]);
  return groups;
}

function namesOf(entries: readonly FunctionEntry[]): string {
  const names = entries.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
  return [...new Set(names)].sort().map((name) => `\`${name}\``).join(', ');
}
