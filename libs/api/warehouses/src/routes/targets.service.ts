import { Injectable } from '@nestjs/common';
import { ExperimentEntity, MetadataStore, RunEntity } from '@dw-sim/api-metadata';
import { AppError, HIDDEN_SECRET, type DeleteTargetResult, type TargetDetail, type TargetList, type TargetTestResult, type ValidationReport } from '@dw-sim/contracts';
import { hasSchemaPerExperiment } from '@dw-sim/warehouse-core';
import { In, Not, type EntityManager } from 'typeorm';
import { TargetProbe } from '../sessions/target-probe';
import { WarehouseRegistry } from '../sessions/warehouse-registry';
import { definedTarget } from '../targets/builtin-targets';
import { StoredTargets } from '../targets/stored-targets';
import { TargetCatalogue } from '../targets/target-catalogue';
import { targetKey, type CheckedTarget, type Target } from '../targets/target';
import { capabilitiesOf, targetKind, targetSummary } from '../targets/target-views';

/** Lists, shows, tests, adds, changes and removes targets. */
@Injectable()
export class TargetsService {
  constructor(
    private readonly catalogue: TargetCatalogue,
    private readonly stored: StoredTargets,
    private readonly warehouses: WarehouseRegistry,
    private readonly probe: TargetProbe,
    private readonly store: MetadataStore,
  ) {}

  async list(): Promise<TargetList> {
    const { targets, problems } = await this.catalogue.read();
    const items = targets.map((target) => targetSummary(target, this.warehouses.defaultId));
    return { items, total: items.length, problems, kinds: this.catalogue.rules.strategies.map(targetKind) };
  }

  /** @throws AppError `not_found` */
  async detail(id: string): Promise<TargetDetail> {
    const target = await this.find(id);
    const strategy = this.catalogue.rules.strategies.find((candidate) => candidate.id === target.kind);
    return {
      ...targetSummary(target, this.warehouses.defaultId),
      engine: strategy?.label ?? null,
      location: strategy ? this.warehouses.location(target) : null,
      capabilities: strategy ? capabilitiesOf(strategy) : null,
      experiments: await this.store.read((manager) => experimentsOn(manager, target)),
    };
  }

  validate(document: unknown): ValidationReport {
    const { errors, warnings } = this.catalogue.check(document);
    return { valid: errors.length === 0, errors, warnings };
  }

  /** @throws AppError `invalid_definition`, `conflict` where the id is taken */
  async create(document: unknown): Promise<TargetDetail> {
    const target = this.require(document);
    await this.stored.save(target, async () => {
      const taken = await this.catalogue.get(target.id);
      if (taken) throw new AppError('conflict', `There is a target "${taken.id}" already (${taken.origin}${taken.source ? `, ${taken.source}` : ''}).`, { hint: 'Choose another id, or change that target.' });
    });
    return this.detail(target.id);
  }

  /**
   * Replaces a stored target. A DSN as it is shown, with `***` for the password, keeps the stored one.
   * @throws AppError `not_found`, `invalid_definition`; `conflict` for a target of the configuration, or one in use
   */
  async replace(id: string, document: unknown): Promise<TargetDetail> {
    const current = await this.requireStored(id);
    const target = { ...this.require(this.completed(document, current)), id: current.id };
    await this.stored.save(target, async (manager) => {
      await requireNoRun(manager, current);
      if (target.kind !== current.kind || hasSchemaPerExperiment(target.options) !== hasSchemaPerExperiment(current.options)) await requireNoExperiments(manager, current);
    });
    await this.warehouses.forget(current.id);
    return this.detail(current.id);
  }

  /** @throws AppError `not_found`; `conflict` for a target of the configuration, or one in use */
  async delete(id: string): Promise<DeleteTargetResult> {
    const target = await this.requireStored(id);
    const kept = this.warehouses.location(target);
    await this.stored.remove(target.id, async (manager) => {
      await requireNoRun(manager, target);
      await requireNoExperiments(manager, target);
    });
    await this.warehouses.forget(target.id);
    return { id: target.id, kept };
  }

  /** @throws AppError `not_found` */
  async test(id: string): Promise<TargetTestResult> {
    return this.probe.test(await this.find(id));
  }

  /** Tests a definition without storing it. @throws AppError `invalid_definition` */
  async testDefinition(document: unknown): Promise<TargetTestResult> {
    return this.probe.test(definedTarget(this.require(document), 'inline', null));
  }

  private async find(id: string): Promise<Target> {
    const { targets } = await this.catalogue.read();
    const found = targets.find((target) => targetKey(target.id) === targetKey(id));
    if (found) return found;
    throw new AppError('not_found', `There is no target "${id}"; existing: ${targets.map((target) => target.id).join(', ')}.`);
  }

  private async requireStored(id: string): Promise<Target> {
    const target = await this.find(id);
    if (target.origin === 'stored') return target;
    const place = target.source === null ? 'is built in' : `is defined by ${target.source}`;
    throw new AppError('conflict', `The target "${target.id}" ${place} and can't be changed here.`, target.source === null ? {} : { hint: 'Change it there.' });
  }

  private require(document: unknown): CheckedTarget {
    const { errors, target } = this.catalogue.check(document);
    if (target) return target;
    const count = errors.length === 1 ? '1 fault' : `${errors.length} faults`;
    throw new AppError('invalid_definition', `The target has ${count}. ${errors.map(({ path, message }) => `${path}: ${message}`).join('; ')}`, { errors });
  }

  /** The id of the route, and the stored DSN where the document has it as it is shown. */
  private completed(document: unknown, current: Target): unknown {
    if (typeof document !== 'object' || document === null || Array.isArray(document)) return document;
    const { dsn, id } = document as { dsn?: unknown; id?: unknown };
    const own = typeof id === 'string' && targetKey(id) !== targetKey(current.id) ? { id } : { id: current.id };
    if (own.id !== current.id) {
      const message = `The id of a target can't change: it is "${current.id}".`;
      throw new AppError('invalid_definition', message, { errors: [{ path: '$.id', code: 'contradiction', message, value: id, allowed: current.id }] });
    }
    return { ...document, ...own, ...(typeof dsn === 'string' && dsn.includes(HIDDEN_SECRET) && dsn === current.dsn && { dsn: current.revealDsn() }) };
  }
}

/** Names of the experiments that have their tables on a target. */
async function experimentsOn(manager: EntityManager, { id }: Target): Promise<readonly string[]> {
  const experiments = await manager.find(ExperimentEntity, { select: { name: true, targetWarehouse: true }, where: { state: Not('deleted') }, order: { nameKey: 'ASC' } });
  return experiments.filter(({ targetWarehouse }) => targetKey(targetWarehouse) === targetKey(id)).map(({ name }) => name);
}

async function requireNoExperiments(manager: EntityManager, target: Target): Promise<void> {
  const names = await experimentsOn(manager, target);
  if (names.length === 0) return;
  const hint = names.length === 1 ? 'Delete that experiment first.' : 'Delete those experiments first.';
  throw new AppError('conflict', `The target "${target.id}" holds the tables of ${names.join(', ')}.`, { hint });
}

async function requireNoRun(manager: EntityManager, { id }: Target): Promise<void> {
  const active = await manager.findBy(RunEntity, { status: In(['QUEUED', 'RUNNING', 'PARKED']) });
  const run = active.find(({ warehouse }) => targetKey(warehouse) === targetKey(id));
  if (!run) return;
  const { name } = await manager.findOneByOrFail(ExperimentEntity, { id: run.experimentId });
  throw new AppError('run_active', `Run ${run.id} of experiment "${name}" uses the target "${id}".`, { hint: 'Wait until it has ended, or abort it.' });
}
