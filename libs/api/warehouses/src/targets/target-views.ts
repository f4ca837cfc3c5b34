import type { RunTarget, TargetCapabilities, TargetKind, TargetSummary } from '@dw-sim/contracts';
import { hasSchemaPerExperiment, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { targetKey, type Target } from './target';

/** A target as lists show it, without its secrets. */
export function targetSummary({ id, name, kind, dsn, schema, options, origin, source }: Target, defaultId: string): TargetSummary {
  return { id, name, kind, dsn, schema, options, origin, source, read_only: origin !== 'stored', is_default: targetKey(id) === targetKey(defaultId) };
}

/** A target as it is stored with a run. */
export function runTarget({ id, name, kind, dsn, origin, options }: Target): RunTarget {
  return { id: origin === 'inline' ? null : id, name, kind, dsn, ...(hasSchemaPerExperiment(options) && { schema_per_experiment: true }) };
}

export function capabilitiesOf({ capabilities }: WarehouseStrategy): TargetCapabilities {
  return {
    max_identifier_bytes: capabilities.maxIdentifierBytes,
    enforces_unique_keys: capabilities.enforcesUniqueKeys,
    enforces_foreign_keys: capabilities.enforcesForeignKeys,
    exact_decimals: capabilities.exactDecimals,
    temporal_types: capabilities.temporalTypes,
    cancels_queries: capabilities.cancelsQueries,
  };
}

/** What targets of an engine take. */
export function targetKind({ id, label, connection }: WarehouseStrategy): TargetKind {
  return {
    kind: id,
    label,
    place: connection.place,
    dsn_required: connection.dsnRequired,
    dsn_example: connection.dsnExample,
    default_schema: connection.schema.default,
    schema_choosable: connection.schema.choosable,
    options: Object.entries(connection.options).map(([name, { description, allowed }]) => ({ name, description, allowed })),
  };
}
