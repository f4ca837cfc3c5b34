import { Injectable } from '@nestjs/common';
import { ApiKeyEntity, MetadataStore } from '@dw-sim/api-metadata';
import { AppError, type ApiKeyScope, type ApiKeySummary, type CreateApiKeyRequest, type CreatedApiKey } from '@dw-sim/contracts';
import { formatKey, hashOf, matches, newKey, parseKey } from './key-text';

const DAY_MS = 86_400_000;
/** How exactly it is kept when a key was used: a write for every request would be too much. */
const USE_NOTED_MS = 60_000;

/** The keys that are kept in the metadata. */
@Injectable()
export class ApiKeys {
  constructor(private readonly store: MetadataStore) {}

  /** Makes a key. Its text is in the answer and nowhere else. */
  async create({ name, scope = 'read', expires_in_days: days }: CreateApiKeyRequest): Promise<CreatedApiKey> {
    const key = newKey();
    const now = Date.now();
    const entity: ApiKeyEntity = {
      id: key.id, name, scope, hash: hashOf(key.secret), createdAt: iso(now), expiresAt: days === undefined ? null : iso(now + days * DAY_MS), lastUsedAt: null, revokedAt: null,
    };
    await this.store.transaction((manager) => manager.insert(ApiKeyEntity, entity));
    return { ...summaryOf(entity), key: formatKey(key) };
  }

  /** All keys, the latest first. */
  async list(): Promise<readonly ApiKeySummary[]> {
    const entities = await this.store.read((manager) => manager.find(ApiKeyEntity, { order: { createdAt: 'DESC', id: 'ASC' } }));
    return entities.map(summaryOf);
  }

  /** Ends a key at once and for good; nothing changes where it is revoked already. @throws AppError `not_found` */
  async revoke(id: string): Promise<ApiKeySummary> {
    return this.store.transaction(async (manager) => {
      const entity = await manager.findOneBy(ApiKeyEntity, { id });
      if (!entity) throw new AppError('not_found', `There is no API key "${id}".`, { hint: 'dw-sim key list shows the ids.' });
      entity.revokedAt ??= iso(Date.now());
      await manager.save(ApiKeyEntity, entity);
      return summaryOf(entity);
    });
  }

  /** The active key of a text; undefined where there is none. Notes that it was used. */
  async verify(text: string): Promise<{ readonly name: string; readonly scope: ApiKeyScope } | undefined> {
    const key = parseKey(text);
    const entity = key && (await this.store.read((manager) => manager.findOneBy(ApiKeyEntity, { id: key.id })));
    if (!key || !entity || !matches(key.secret, entity.hash) || statusOf(entity) !== 'active') return undefined;
    await this.noteUse(entity);
    return { name: entity.name, scope: entity.scope };
  }

  /** Whether somebody can make and revoke keys. */
  async hasAdministrator(): Promise<boolean> {
    return (await this.list()).some(({ scope, status }) => scope === 'admin' && status === 'active');
  }

  private async noteUse({ id, lastUsedAt }: ApiKeyEntity): Promise<void> {
    const now = Date.now();
    if (lastUsedAt !== null && now - Date.parse(lastUsedAt) < USE_NOTED_MS) return;
    await this.store.transaction((manager) => manager.update(ApiKeyEntity, { id }, { lastUsedAt: iso(now) }));
  }
}

function summaryOf(entity: ApiKeyEntity): ApiKeySummary {
  const { id, name, scope, createdAt, expiresAt, lastUsedAt, revokedAt } = entity;
  return { id, name, scope, status: statusOf(entity), created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt, revoked_at: revokedAt };
}

function statusOf({ revokedAt, expiresAt }: ApiKeyEntity): ApiKeySummary['status'] {
  if (revokedAt !== null) return 'revoked';
  return expiresAt !== null && Date.parse(expiresAt) <= Date.now() ? 'expired' : 'active';
}

function iso(time: number): string {
  return new Date(time).toISOString();
}
