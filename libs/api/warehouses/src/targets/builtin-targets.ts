import type { Configuration } from '@dw-sim/api-platform';
import type { TargetProblem } from '@dw-sim/contracts';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { redactDsn } from '@dw-sim/warehouse-core';
import { checkTarget, type TargetRules } from './check-target';
import type { CheckedTarget, Target } from './target';

/** What a source of targets gave, and what was wrong with the rest. */
export interface FoundTargets {
  readonly targets: readonly Target[];
  readonly problems: readonly TargetProblem[];
}

/** The targets that need no set-up: each engine that has a place of its own in the data root. */
export function builtinTargets(strategies: readonly WarehouseStrategy[]): readonly Target[] {
  return strategies
    .filter(({ connection }) => !connection.dsnRequired)
    .map(({ id, label }) => ({ id, name: label, kind: id, dsn: null, schema: null, options: {}, origin: 'builtin', source: null, revealDsn: () => null }));
}

/** The targets whose DSN is a setting, one for each kind that has such a setting. */
export function environmentTargets(rules: TargetRules & { readonly configuration: Configuration }): FoundTargets {
  const targets: Target[] = [];
  const problems: TargetProblem[] = [];
  const { postgresUrl, redshiftUrl, snowflakeUrl, warehouseSchema: schema } = rules.configuration;
  for (const [kind, dsn] of [['postgres', postgresUrl], ['redshift', redshiftUrl], ['snowflake', snowflakeUrl]] as const) {
    if (dsn === null) continue;
    const source = `DW_SIMULATOR_${kind.toUpperCase()}_URL`;
    const { errors, target } = checkTarget({ id: kind, name: rules.strategies.find(({ id }) => id === kind)?.label, kind, dsn, schema }, rules);
    if (target) targets.push(definedTarget(target, 'environment', source));
    else problems.push({ source, errors });
  }
  return { targets, problems };
}

/** A target whose definition is at hand in plain text. */
export function definedTarget({ dsn, ...rest }: CheckedTarget, origin: Target['origin'], source: string | null): Target {
  return { ...rest, dsn: dsn === null ? null : redactDsn(dsn), origin, source, revealDsn: () => dsn };
}
