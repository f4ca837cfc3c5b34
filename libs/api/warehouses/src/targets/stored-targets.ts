import { Inject, Injectable } from '@nestjs/common';
import { MetadataStore, TargetEntity } from '@dw-sim/api-metadata';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { hasSecret, redactDsn } from '@dw-sim/contracts';
import type { EntityManager } from 'typeorm';
import { SecretBox } from '../secrets/secret-box';
import { secretKey } from '../secrets/secret-key';
import { targetKey, type CheckedTarget, type Target } from './target';

/** The targets that were added at run time. A DSN with a password in it is kept encrypted. */
@Injectable()
export class StoredTargets {
  private box?: SecretBox;

  constructor(
    private readonly store: MetadataStore,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
    private readonly root: DataRoot,
  ) {}

  async list(): Promise<readonly Target[]> {
    const entities = await this.store.read((manager) => manager.find(TargetEntity, { order: { createdAt: 'ASC', key: 'ASC' } }));
    return entities.map((entity) => this.targetOf(entity));
  }

  /**
   * Adds a target, or replaces the one of the same id.
   * @param check runs in the same transaction and may refuse
   */
  async save(target: CheckedTarget, check: (manager: EntityManager) => Promise<void>): Promise<void> {
    const { id, name, kind, schema, options, dsn } = target;
    const now = new Date().toISOString();
    const key = targetKey(id);
    const sealedDsn = dsn !== null && hasSecret(dsn) ? this.secrets().seal(dsn, key) : null;
    await this.store.transaction(async (manager) => {
      await check(manager);
      const { createdAt } = (await manager.findOneBy(TargetEntity, { key })) ?? { createdAt: now };
      await manager.save(TargetEntity, { key, id, name, kind, schema, options, dsn: dsn === null ? null : redactDsn(dsn), sealedDsn, createdAt, updatedAt: now });
    });
  }

  /** @param check as in `save` */
  async remove(id: string, check: (manager: EntityManager) => Promise<void>): Promise<void> {
    await this.store.transaction(async (manager) => {
      await check(manager);
      await manager.delete(TargetEntity, { key: targetKey(id) });
    });
  }

  private targetOf({ key, sealedDsn, id, name, kind, dsn, schema, options }: TargetEntity): Target {
    const revealDsn = () => (sealedDsn === null ? dsn : this.secrets().open(sealedDsn, key));
    return { id, name, kind, dsn, schema, options, origin: 'stored', source: null, revealDsn };
  }

  /** Made when it is first needed: a server without passwords needs no key. */
  private secrets(): SecretBox {
    this.box ??= new SecretBox(secretKey(this.configuration.secretKey, this.root));
    return this.box;
  }
}
