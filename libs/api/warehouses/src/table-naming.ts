import type { RunTarget } from '@dw-sim/contracts';
import { hasSchemaPerExperiment } from '@dw-sim/warehouse-core';
import type { Target } from './targets/target';

/** How the tables of one experiment are named on one target. Nothing else decides it. */
export interface TableNaming {
  /** Schema that the experiment has to itself; absent where experiments share the target's. */
  readonly schema?: string;
  /** Name of a table within its schema, as sessions take it. */
  physical(table: string): string;
  /** The same with the experiment's schema, as people and queries write it: `shop__customers`, or `shop.customers`. */
  qualified(table: string): string;
}

/**
 * `shop__customers` in the schema of the target, or `customers` in the schema `shop` where the target gives each experiment
 * one. An experiment's name holds no `__` and does not end in `_`, so that no two experiments have a physical name in common.
 */
export function tableNaming({ options }: Pick<Target, 'options'>, experiment: string): TableNaming {
  return hasSchemaPerExperiment(options) ? ownSchema(experiment) : sharedSchema(experiment);
}

/** The same for the target of an earlier run. */
export function namingOfRun({ schema_per_experiment }: RunTarget, experiment: string): TableNaming {
  return schema_per_experiment === true ? ownSchema(experiment) : sharedSchema(experiment);
}

function sharedSchema(experiment: string): TableNaming {
  const physical = (table: string): string => `${experiment}__${table}`;
  return { physical, qualified: physical };
}

function ownSchema(experiment: string): TableNaming {
  return { schema: experiment, physical: (table) => table, qualified: (table) => `${experiment}.${table}` };
}
