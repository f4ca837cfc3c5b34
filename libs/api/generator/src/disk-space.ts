import { statfs } from 'node:fs/promises';
import { Injectable } from '@nestjs/common';
import { DataRoot } from '@dw-sim/api-platform';
import { AppError } from '@dw-sim/contracts';
import { estimateBytes, type GenerationPlan } from '@dw-sim/generation-plan';

/** The files, and about as much again in the warehouse. */
const COPIES = 2;

/** Room for a run's rows where the data root is. */
@Injectable()
export class DiskSpace {
  constructor(private readonly root: DataRoot) {}

  /**
   * Compares a plan's estimated size with the free space, before a run exists.
   * @throws AppError `storage_full` that names both
   */
  async check(plan: GenerationPlan): Promise<void> {
    const { bavail, bsize } = await statfs(this.root.path);
    const free = bavail * bsize;
    const wanted = estimateBytes(plan) * COPIES;
    if (wanted <= free) return;
    const rows = plan.tables.reduce((sum, { rowCount }) => sum + rowCount, 0);
    throw new AppError('storage_full', `${rows.toLocaleString('en-US')} rows need about ${inUnits(wanted)}, and ${this.root.path} has ${inUnits(free)} free`, {
      hint: 'Ask for fewer rows, free some space, or move the data root (--data-root).',
    });
  }
}

/** In gigabytes, or megabytes where it is less than one. */
function inUnits(bytes: number): string {
  const [amount, unit] = bytes < 1e9 ? [bytes / 1e6, 'MB'] : [bytes / 1e9, 'GB'];
  return `${amount.toLocaleString('en-US', { maximumFractionDigits: amount < 10 ? 1 : 0 })} ${unit}`;
}
