import { Injectable } from '@nestjs/common';
import { MetadataStore, SavedQueryEntity } from '@dw-sim/api-metadata';
import { invalidRequest } from '@dw-sim/api-platform';
import { AppError, type ImportSavedQueriesRequest, type ImportSavedQueriesResult, type SavedQuery, type SavedQueryDefinition, type SavedQueryList } from '@dw-sim/contracts';
import type { EntityManager } from 'typeorm';

/** Queries that are kept by name. */
@Injectable()
export class SavedQueries {
  constructor(private readonly store: MetadataStore) {}

  /** By name; those of one experiment where it is given. */
  async list(experiment?: string): Promise<SavedQueryList> {
    const entities = await this.store.read((manager) => manager.find(SavedQueryEntity, { order: { key: 'ASC' } }));
    const items = entities.filter((entity) => experiment === undefined || entity.experiment?.toLowerCase() === experiment.toLowerCase()).map(savedQuery);
    return { items, total: items.length };
  }

  /** @throws AppError `not_found` with the names that there are */
  async show(name: string): Promise<SavedQuery> {
    return savedQuery(await this.store.read((manager) => require(manager, name)));
  }

  /** @throws AppError `conflict` where the name is taken */
  async create(definition: SavedQueryDefinition): Promise<SavedQuery> {
    const entity = await this.store.transaction(async (manager) => {
      await requireFree(manager, definition.name);
      return manager.save(SavedQueryEntity, entityOf(definition));
    });
    return savedQuery(entity);
  }

  /** Changes a query, and its name where another is given. @throws AppError `not_found`, `conflict` */
  async replace(name: string, change: Omit<SavedQueryDefinition, 'name'> & { readonly name?: string }): Promise<SavedQuery> {
    const entity = await this.store.transaction(async (manager) => {
      const known = await require(manager, name);
      const changed = entityOf({ ...change, name: change.name ?? known.name }, known);
      if (changed.key !== known.key) {
        await requireFree(manager, changed.name);
        await manager.delete(SavedQueryEntity, { key: known.key });
      }
      return manager.save(SavedQueryEntity, changed);
    });
    return savedQuery(entity);
  }

  /** @throws AppError `not_found` @returns its name */
  remove(name: string): Promise<string> {
    return this.store.transaction(async (manager) => {
      const entity = await require(manager, name);
      await manager.delete(SavedQueryEntity, { key: entity.key });
      return entity.name;
    });
  }

  /** Takes all of them or none. @throws AppError `invalid_request` where two have one name, `conflict` that names those that are there */
  import({ queries, replace = false }: ImportSavedQueriesRequest): Promise<ImportSavedQueriesResult> {
    requireDistinct(queries);
    return this.store.transaction(async (manager) => {
      const result: Record<keyof ImportSavedQueriesResult, string[]> = { created: [], replaced: [], unchanged: [] };
      const changed: SavedQueryEntity[] = [];
      for (const query of queries) {
        const known = await manager.findOneBy(SavedQueryEntity, { key: keyOf(query.name) });
        const entity = entityOf(query, known ?? undefined);
        const state = !known ? 'created' : isSame(known, entity) ? 'unchanged' : 'replaced';
        result[state].push(query.name);
        if (state !== 'unchanged') changed.push(entity);
      }
      if (!replace && result.replaced.length > 0) throw taken(result.replaced);
      await manager.save(SavedQueryEntity, changed);
      return result;
    });
  }
}

function keyOf(name: string): string {
  return name.toLowerCase();
}

async function require(manager: EntityManager, name: string): Promise<SavedQueryEntity> {
  const entity = await manager.findOneBy(SavedQueryEntity, { key: keyOf(name) });
  if (entity) return entity;
  const known = (await manager.find(SavedQueryEntity, { order: { key: 'ASC' }, take: 20 })).map((each) => each.name);
  throw new AppError('not_found', `There is no saved query "${name}"; ${known.length > 0 ? `existing: ${known.join(', ')}` : 'there are none yet'}.`);
}

async function requireFree(manager: EntityManager, name: string): Promise<void> {
  const known = await manager.findOneBy(SavedQueryEntity, { key: keyOf(name) });
  if (known) throw taken([known.name]);
}

function taken(names: readonly string[]): AppError {
  const which = names.length === 1 ? `a saved query "${names[0]}"` : `saved queries ${names.map((name) => `"${name}"`).join(', ')}`;
  return new AppError('conflict', `There ${names.length === 1 ? 'is' : 'are'} ${which} already.`, { hint: 'Choose another name, or replace it.' });
}

function requireDistinct(queries: readonly SavedQueryDefinition[]): void {
  const first = new Map<string, number>();
  const errors = queries.flatMap(({ name }, index) => {
    const before = first.get(keyOf(name));
    if (before === undefined) first.set(keyOf(name), index);
    return before === undefined ? [] : [{ path: `$.queries[${index}].name`, code: 'duplicate_name', message: `Two queries are named "${name}".`, value: name }];
  });
  if (errors.length > 0) throw invalidRequest(errors);
}

function entityOf({ name, sql, description, experiment, warehouse, dialect }: SavedQueryDefinition, known?: SavedQueryEntity): SavedQueryEntity {
  const now = new Date().toISOString();
  return Object.assign(new SavedQueryEntity(), {
    key: keyOf(name), name, sql, description: description || null, experiment: experiment || null, warehouse: warehouse || null, dialect: dialect ?? null, createdAt: known?.createdAt ?? now, updatedAt: now,
  });
}

function isSame(a: SavedQueryEntity, b: SavedQueryEntity): boolean {
  return (['name', 'sql', 'description', 'experiment', 'warehouse', 'dialect'] as const).every((key) => a[key] === b[key]);
}

function savedQuery({ name, sql, description, experiment, warehouse, dialect, createdAt, updatedAt }: SavedQueryEntity): SavedQuery {
  return { name, sql, description, experiment, warehouse, dialect, created_at: createdAt, updated_at: updatedAt };
}
