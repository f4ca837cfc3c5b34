import type { Configuration } from '@dw-sim/api-platform';
import { redactDsn, type TargetProblem } from '@dw-sim/contracts';
import type { WarehouseStrategy } from '@dw-sim/warehouse-core';
import { checkTarget, type TargetRules } from './check-target';
import type { CheckedTarget, Target } from './target';

/** What a source of targets gave, and what was wrong with the rest. */
export interface FoundTargets {
  readonly targets: readonly Target[];
  readonly problems: readonly TargetProblem[];
}

/**
 * The targets that need no set-up: each engine that has a place of its own in the data root, and the warehouses that
 * are simulated on one, as long as the environment names none of their kind.
 */
export function builtinTargets(strategies: readonly WarehouseStrategy[], { targetUrls }: Pick<Configuration, 'targetUrls'>): readonly Target[] {
  const embedded = strategies.filter(({ connection }) => !connection.dsnRequired);
  const simulated = embedded.flatMap(({ id: kind, label, simulates = [] }) =>
    simulates.filter((dialect) => !(dialect in targetUrls)).map((dialect) => builtin(dialect, `${nameOf(dialect)} (simulated on ${label})`, kind, { dialect })),
  );
  return [...embedded.map(({ id, label }) => builtin(id, label, id)), ...simulated];
}

function builtin(id: string, name: string, kind: string, options: Target['options'] = {}): Target {
  return { id, name, kind, dsn: null, schema: null, options, origin: 'builtin', source: null, revealDsn: () => null };
}

/** `Redshift` for `redshift`. */
function nameOf(dialect: string): string {
  return `${dialect.charAt(0).toUpperCase()}${dialect.slice(1)}`;
}

/** The targets whose DSN is a setting: `DW_SIMULATOR_<KIND>_URL`. */
export function environmentTargets(rules: TargetRules & { readonly configuration: Configuration }): FoundTargets {
  const targets: Target[] = [];
  const problems: TargetProblem[] = [];
  const { targetUrls, warehouseSchema: schema } = rules.configuration;
  for (const [kind, dsn] of Object.entries(targetUrls)) {
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
