import type { ExampleSummary, ExperimentDetail } from '@dw-sim/contracts';

/** The query that a workbench starts with: the example's own, else the first rows of the first table. */
export function initialQuery(experiment: ExperimentDetail, examples: readonly ExampleSummary[]): string {
  const example = examples.find(({ name }) => name === experiment.name);
  if (example) return example.sample_query;
  const [table] = experiment.tables;
  return table ? `SELECT *\nFROM ${table.name}\nLIMIT 100` : '';
}
