import { Injectable } from '@nestjs/common';
import { AppError, type QueryText, type SqlDialect } from '@dw-sim/contracts';
import { usualLanguage, type EditorContext } from '@dw-sim/sql';
import { isQueryable, type QueryableSession } from '@dw-sim/warehouse-core';
import { editorTable, type KnownTable } from '../known-table';
import type { Permissions, QueriedExperiment } from '../prepared-query';
import { QueryPlaces, type QueryPlace } from '../query-places';

/** For whom a text is written: the tables that it may name, whose SQL it is, and who is to answer. */
export interface QuerySetting {
  readonly warehouse: string;
  readonly dialect: SqlDialect;
  readonly context: EditorContext;
  readonly experiment?: QueriedExperiment;
  readonly tables: readonly KnownTable[];
  /** Absent while the warehouse can't be reached. */
  readonly session?: QueryableSession;
  readonly permissions: Permissions;
}

/** Finds out for whom a text in an editor is written. */
@Injectable()
export class QuerySettings {
  constructor(private readonly places: QueryPlaces) {}

  /** @throws AppError as `QueryPlaces` */
  async of(text: Omit<QueryText, 'sql'>): Promise<QuerySetting> {
    const place = await this.places.find(text);
    const { warehouse, dialect } = place;
    const session = await this.sessionOf(place);
    const { queried, tables } = await this.places.tables(place, session);
    const context = { dialect, language: session?.language ?? usualLanguage(dialect), tables: tables.map(editorTable) };
    const permissions = this.places.permissions(text.allow_writes, session);
    return { warehouse, dialect, context, tables, permissions, ...(queried && { experiment: queried }), ...(session && { session }) };
  }

  /** An editor helps as well while the warehouse can't be reached. */
  private async sessionOf(place: QueryPlace): Promise<QueryableSession | undefined> {
    try {
      const session = await this.places.session(place);
      return isQueryable(session) ? session : undefined;
    } catch (error) {
      if (error instanceof AppError) return undefined;
      throw error;
    }
  }
}
