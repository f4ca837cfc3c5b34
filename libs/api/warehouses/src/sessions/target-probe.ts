import { Injectable } from '@nestjs/common';
import { AppError, type TargetTestResult, type WarehouseHealth } from '@dw-sim/contracts';
import type { WarehouseStatus } from '@dw-sim/warehouse-core';
import { TargetCatalogue } from '../targets/target-catalogue';
import { targetKey, type Target } from '../targets/target';
import { capabilitiesOf } from '../targets/target-views';
import { WarehouseRegistry } from './warehouse-registry';

/** A server that answers later counts as unavailable, so that a dead one holds nobody up. */
const SERVER_LIMIT_MS = 3_000;
/** A file answers, unless this machine is very busy. */
const FILE_LIMIT_MS = 20_000;
/** Somebody who tests a target waits for it. */
const TEST_LIMIT_MS = 10_000;

/** Asks targets how they do. */
@Injectable()
export class TargetProbe {
  constructor(
    private readonly catalogue: TargetCatalogue,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /** How every target does. Definitions that can't be used are unavailable too. */
  async health(): Promise<readonly WarehouseHealth[]> {
    const { targets } = await this.catalogue.read();
    return Promise.all(targets.map((target) => this.healthOf(target)));
  }

  /** Connects to a target and tells what it found. Never throws for what the target does. */
  async test(target: Target): Promise<TargetTestResult> {
    try {
      const { version, latencyMs } = await this.status(target, TEST_LIMIT_MS);
      return { status: 'ok', version, latency_ms: Math.round(latencyMs), capabilities: capabilitiesOf(this.catalogue.strategy(target)), error: null };
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, message, details } = error;
      return { status: 'unavailable', version: null, latency_ms: null, capabilities: null, error: { code, message, ...(details.hint && { hint: details.hint }) } };
    }
  }

  private async healthOf(target: Target): Promise<WarehouseHealth> {
    const { id, name: label, kind, origin } = target;
    const head = { id, label, kind, origin, is_default: targetKey(id) === targetKey(this.warehouses.defaultId) };
    try {
      const { version, latencyMs, label: ownLabel } = await this.status(target, this.catalogue.strategy(target).connection.place === 'server' ? SERVER_LIMIT_MS : FILE_LIMIT_MS);
      // A system that stands in for another says so, unless the user has named it.
      return { ...head, ...(origin === 'environment' && ownLabel && { label: ownLabel }), status: 'ok', version, latency_ms: Math.round(latencyMs), message: null };
    } catch (error) {
      // Whatever an engine throws here means the same: it does not serve now.
      return { ...head, status: 'unavailable', version: null, latency_ms: null, message: (error as Error).message };
    }
  }

  /** Built-in targets stay open, since nobody else uses their files; others are let go of again. */
  private status(target: Target, limitMs: number): Promise<WarehouseStatus> {
    const asking = target.origin === 'builtin'
      ? this.warehouses.session(target.id).then((session) => session.status())
      : this.warehouses.using(target, (session) => session.status());
    return withLimit(asking, limitMs, target.id);
  }
}

async function withLimit<T>(work: Promise<T>, limitMs: number, id: string): Promise<T> {
  // It may fail when nobody waits for it any more.
  work.catch(() => undefined);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppError('warehouse_unavailable', `The target "${id}" did not answer within ${limitMs / 1000} seconds.`)), limitMs);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
