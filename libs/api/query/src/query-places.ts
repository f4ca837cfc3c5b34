import { Inject, Injectable } from '@nestjs/common';
import { ExperimentModels, ExperimentRecords } from '@dw-sim/api-experiments';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, type Configuration } from '@dw-sim/api-platform';
import { madeTablesWithColumns, tableNaming, WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type QueryText, type SqlDialect } from '@dw-sim/contracts';
import { isQueryable, type WarehouseSession } from '@dw-sim/warehouse-core';
import { definedTable, madeTable, type KnownTable } from './known-table';
import type { Permissions, QueriedExperiment } from './prepared-query';

type Target = Awaited<ReturnType<WarehouseRegistry['target']>>;

/** Who is to answer a text, and whose SQL it is. */
export interface QueryPlace {
  readonly target: Target;
  readonly warehouse: string;
  readonly dialect: SqlDialect;
  readonly experiment?: ExperimentEntity;
}

/** The experiment whose names a text uses, with its tables. */
export interface PlaceTables {
  readonly queried?: QueriedExperiment;
  /** Those whose columns are known. */
  readonly tables: readonly KnownTable[];
}

/** Finds out where texts run, what they may name there, and what they may do. */
@Injectable()
export class QueryPlaces {
  constructor(
    private readonly experiments: ExperimentRecords,
    private readonly models: ExperimentModels,
    private readonly warehouses: WarehouseRegistry,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** @throws AppError `not_found` for an unknown experiment, `invalid_request` for an unknown target */
  async find(text: Omit<QueryText, 'sql'>): Promise<QueryPlace> {
    const experiment = text.experiment === undefined ? undefined : await this.experiments.find(text.experiment);
    // Runs may have filled tables of the same names elsewhere.
    const target = await this.warehouses.target(text.warehouse ?? experiment?.targetWarehouse ?? this.warehouses.defaultId);
    const dialect = text.dialect ?? (experiment?.definition.dialect as SqlDialect | undefined) ?? this.warehouses.dialect(target);
    return { target, warehouse: target.id, dialect, ...(experiment && { experiment }) };
  }

  session({ warehouse, experiment }: QueryPlace): Promise<WarehouseSession> {
    return this.warehouses.session(warehouse, experiment?.name);
  }

  /**
   * Tables of the definition, and those that texts have made.
   * @param session absent while the warehouse can't be reached
   * @throws AppError `invalid_definition` where the stored definition is no longer understood and the dialect needs its types
   */
  async tables({ target, dialect, experiment }: QueryPlace, session: WarehouseSession | undefined): Promise<PlaceTables> {
    if (!experiment) return { tables: [] };
    const naming = tableNaming(target, experiment.name);
    const names = (await this.experiments.tables(experiment.id)).map(({ name }) => name);
    const made = session ? (await madeTablesWithColumns(session, naming, names)).map((table) => madeTable(table, naming)) : [];
    const queried = { name: experiment.name, tables: [...names, ...made.map(({ name }) => name)], naming };
    return { queried, tables: [...this.defined(experiment, dialect).map((table) => definedTable(table, naming)), ...made] };
  }

  /** What a text may do, by the request and by the server's settings. */
  permissions(allowed: boolean | undefined, session: WarehouseSession | undefined): Permissions {
    const rowId = session && isQueryable(session) ? session.rowId : undefined;
    const readOnly = this.readOnly(allowed);
    return { ...(rowId !== undefined && { rowId }), ...(readOnly && { readOnly }) };
  }

  private readOnly(allowed: boolean | undefined): AppError | undefined {
    if (!this.configuration.allowQueryWrites) return new AppError('statement_not_allowed', 'This server runs queries that only read.', { hint: 'Its setting allow_query_writes (DW_SIMULATOR_ALLOW_QUERY_WRITES) is false.' });
    if (allowed === true) return undefined;
    return new AppError('statement_not_allowed', 'Queries only read, unless they are allowed to change tables of the experiment.', {
      hint: 'Allow it with "allow_writes": true, or --allow-writes. Temporary tables are always possible: CREATE TEMP TABLE.',
    });
  }

  private defined(experiment: ExperimentEntity, dialect: SqlDialect) {
    try {
      return this.models.of(experiment).model.tables;
    } catch (error) {
      // Expected: an earlier version of the product took the definition. The engine's own SQL needs no types.
      if (error instanceof AppError && dialect === 'ansi') return [];
      throw error;
    }
  }
}
