import { enginesOf, functionsOf, type Engine, type FunctionEntry, type WarehouseDialect } from '@dw-sim/sql';

const HEAD = `# SQL dialects

<!-- Written by \`npm run catalogue\` from the catalogues in libs/sql/src/functions; edits here are lost. -->

What runs of Redshift's and Snowflake's SQL without either. An experiment, or a query, names its dialect; its text is translated for the
engine that it runs on, with the warehouse's own meaning: a date and a number of months, the division of two whole numbers, NULL in a
list. Where a meaning can't be kept, the query is refused at the place in your text, with what to write instead. A function that is not
listed here is refused, too, with the nearest names. A real Redshift and Snowflake get the text as it is.

\`npm run conformance\` runs the cases behind this page, a value for every function and engine, and \`npm run conformance -- DIR\` those of a
folder.
`;

const TITLES: Readonly<Record<WarehouseDialect, string>> = { redshift: 'Redshift', snowflake: 'Snowflake' };
const LABELS: Readonly<Record<Engine, string>> = { duckdb: 'DuckDB', postgres: 'PostgreSQL' };

const FAMILIES: Readonly<Record<FunctionEntry['family'], string>> = {
  text: 'Text', regexp: 'Regular expressions', number: 'Numbers', date: 'Dates and times', conversion: 'Conversion', conditional: 'Conditions', aggregate: 'Aggregates',
  window: 'Windows', json: 'JSON', array: 'Arrays and objects', hash: 'Hashes', bit: 'Bits', context: 'Context', table: 'Table functions', geometry: 'Geometry', other: 'Others',
};

/** The page docs/dialects.md: every function of each dialect, by family, with the engines that it runs on. */
export function dialectsPage(): string {
  return [HEAD, ...(['redshift', 'snowflake'] as const).flatMap(dialectSection)].join('\n');
}

function dialectSection(dialect: WarehouseDialect): readonly string[] {
  const functions = functionsOf(dialect);
  const simulated = functions.filter((entry) => enginesOf(dialect).some((engine) => runsOn(entry, engine)));
  const counts = enginesOf(dialect).map((engine) => `${simulated.filter((entry) => runsOn(entry, engine)).length} functions on ${LABELS[engine]}`).join(', ');
  const families = (Object.keys(FAMILIES) as FunctionEntry['family'][]).filter((family) => simulated.some((entry) => entry.family === family));
  return [
    `## ${TITLES[dialect]}`, '', `${counts}; ${functions.length - simulated.length} are [refused](#refused-of-${dialect}).`, '',
    ...families.flatMap((family) => familySection(dialect, family, simulated.filter((entry) => entry.family === family))),
    `### Refused of ${TITLES[dialect]}`, '', ...refusedTable(functions.filter((entry) => !simulated.includes(entry))), '',
  ];
}

function familySection(dialect: WarehouseDialect, family: FunctionEntry['family'], entries: readonly FunctionEntry[]): readonly string[] {
  const engines = enginesOf(dialect);
  const rows = entries.map((entry) => `| ${namesOf(entry)} | ${engines.map((engine) => (runsOn(entry, engine) ? 'yes' : 'no')).join(' | ')} | ${cell(noteOf(entry, engines))} |`);
  return [`### ${FAMILIES[family]} of ${TITLES[dialect]}`, '', `| function | ${engines.map((engine) => LABELS[engine]).join(' | ')} | |`, `|---|${engines.map(() => '---|').join('')}---|`, ...rows, ''];
}

/** Functions that are refused for one reason share a line. */
function refusedTable(entries: readonly FunctionEntry[]): readonly string[] {
  const byReason = new Map<string, FunctionEntry[]>();
  for (const entry of entries) byReason.set(reasonOf(entry), [...(byReason.get(reasonOf(entry)) ?? []), entry]);
  return ['| function | why, and what to write instead |', '|---|---|', ...[...byReason].map(([reason, group]) => `| ${group.map(namesOf).join(', ')} | ${cell(reason)} |`)];
}

function runsOn(entry: FunctionEntry, engine: Engine): boolean {
  return entry[engine] !== undefined && !isRefused(entry[engine]);
}

function isRefused(rendering: FunctionEntry['postgres']): rendering is { readonly refused: string } {
  return typeof rendering === 'object';
}

function reasonOf({ duckdb }: FunctionEntry): string {
  return isRefused(duckdb) ? duckdb.refused : '';
}

function noteOf(entry: FunctionEntry, engines: readonly Engine[]): string {
  const refusals = engines.flatMap((engine) => {
    const rendering = entry[engine];
    return isRefused(rendering) ? [`${LABELS[engine]}: ${rendering.refused}`] : [];
  });
  return [entry.note, ...refusals].filter(Boolean).join(' ');
}

function namesOf({ name, aliases = [] }: FunctionEntry): string {
  return [name, ...aliases].map((known) => `\`${known}\``).join(', ');
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
