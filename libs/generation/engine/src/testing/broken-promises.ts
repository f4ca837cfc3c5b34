import type { ColumnDefinition, ExperimentDefinition } from '@dw-sim/contracts';
import type { GenerationPlan } from '@dw-sim/generation-plan';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from '../generate';
import { lawsOf } from './column-laws';
import { DuckDbReader } from './duckdb-reader';
import { tableLaws } from './table-laws';

const workerPath = join(__dirname, '../../../../../dist/libs/generation/engine/worker.cjs');

/** Several files and row groups for tables of a few thousand rows. */
function inSmallParts(plan: GenerationPlan): GenerationPlan {
  return { ...plan, tables: plan.tables.map((table) => ({ ...table, rowGroupRows: 2048, partRows: 2048 })) };
}

/** Generates a definition and answers every promise of it that its rows break. */
export async function brokenPromises(definition: ExperimentDefinition, plan: GenerationPlan, reader: DuckDbReader): Promise<readonly string[]> {
  const outputDirectory = mkdtempSync(join(tmpdir(), 'dw-sim-any-'));
  try {
    await generate(inSmallParts(plan), { outputDirectory, workerPath, workerCount: 2 });
    const broken: string[] = [];
    for (const table of definition.tables) {
      const { name, columns } = table;
      const rows = plan.tables.find((planned) => planned.name === name)?.rowCount ?? 0;
      const laws = [
        { what: 'its rows', sql: 'count(*)', from: rows, to: rows },
        ...tableLaws(table, outputDirectory),
        ...columns.flatMap((column) => [...lawsOf(column, rows, definition), ...parentLaws(column, outputDirectory)].map((law) => ({ ...law, what: `${column.name}: ${law.what}` }))),
      ];
      const counts = await reader.row(`SELECT ${laws.map(({ sql }, i) => `${sql} AS law_${i}`).join(', ')} FROM ${DuckDbReader.files(outputDirectory, name)}`);
      laws.forEach(({ what, from, to }, i) => {
        const count = Number(counts[`law_${i}`]);
        if (!(count >= from && count <= to)) broken.push(`${name}.${what}: ${count}, not ${from} to ${to}`);
      });
    }
    return broken;
  } finally {
    rmSync(outputDirectory, { recursive: true, force: true });
  }
}

function parentLaws({ name, foreign_key: reference }: ColumnDefinition, directory: string) {
  if (!reference) return [];
  const parents = `SELECT "${reference.references_column}" FROM ${DuckDbReader.files(directory, reference.references_table)}`;
  return [{ what: 'a parent for every child', sql: `count(*) FILTER (WHERE "${name}" IS NOT NULL AND "${name}" NOT IN (${parents}))`, from: 0, to: 0 }];
}
