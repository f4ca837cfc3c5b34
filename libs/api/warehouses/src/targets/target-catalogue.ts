import { Inject, Injectable } from '@nestjs/common';
import { CONFIGURATION, DataRoot, type Configuration } from '@dw-sim/api-platform';
import { AppError, type TargetProblem } from '@dw-sim/contracts';
import { didYouMean } from '@dw-sim/generation-plan';
import { WAREHOUSE_STRATEGIES, type WarehouseStrategy } from '@dw-sim/warehouse-core';
import { builtinTargets, environmentTargets, type FoundTargets } from './builtin-targets';
import { checkTarget, type TargetRules } from './check-target';
import { StoredTargets } from './stored-targets';
import { folderTargets } from './target-folder';
import { targetKey, type Target } from './target';

const ORIGINS: Readonly<Record<Target['origin'], string>> = {
  builtin: 'built in',
  environment: 'from the environment',
  stored: 'stored',
  file: 'from a file',
  inline: 'given with the run',
};

/**
 * All targets, from every source. Of two with one id the first wins, in the order built in, environment, stored, file: what
 * experiments rely on is never replaced by a file that appears. The other is a problem that names both.
 */
@Injectable()
export class TargetCatalogue {
  readonly rules: TargetRules & { readonly configuration: Configuration };

  constructor(
    @Inject(WAREHOUSE_STRATEGIES) private readonly strategies: readonly WarehouseStrategy[],
    @Inject(CONFIGURATION) configuration: Configuration,
    root: DataRoot,
    private readonly stored: StoredTargets,
  ) {
    this.rules = { strategies, configuration, root };
  }

  /** Reads all sources anew: a file that has changed counts at once. */
  async read(): Promise<FoundTargets> {
    const environment = environmentTargets(this.rules);
    const files = folderTargets(this.rules);
    const candidates = [...builtinTargets(this.strategies, this.rules.configuration), ...environment.targets, ...(await this.stored.list()), ...files.targets];
    const targets = new Map<string, Target>();
    const problems: TargetProblem[] = [...environment.problems, ...files.problems];
    for (const target of candidates) {
      const winner = targets.get(targetKey(target.id));
      if (winner) problems.push(duplicate(target, winner));
      else targets.set(targetKey(target.id), target);
    }
    return { targets: [...targets.values()], problems };
  }

  async ids(): Promise<readonly string[]> {
    return (await this.read()).targets.map(({ id }) => id);
  }

  /** The target of an id, without regard to case; undefined where there is none. */
  async get(id: string): Promise<Target | undefined> {
    return (await this.read()).targets.find((target) => targetKey(target.id) === targetKey(id));
  }

  /**
   * @param path where the id stands in the user's request
   * @throws AppError `invalid_request` that lists the targets there are, and why one of that name could not be taken
   */
  async require(id: string, path = '$.warehouse'): Promise<Target> {
    const { targets, problems } = await this.read();
    const found = targets.find((target) => targetKey(target.id) === targetKey(id));
    if (found) return found;
    const ids = targets.map((target) => target.id);
    const reason = problems.find(({ source }) => source === `DW_SIMULATOR_${id.toUpperCase()}_URL`);
    const message = reason
      ? `The warehouse "${id}" can't be used: ${reason.errors.map((fault) => fault.message).join(' ')} (${reason.source})`
      : `Unknown warehouse "${id}"${didYouMean(id, ids)}; configured: ${ids.join(', ')}.`;
    throw new AppError('invalid_request', message, { errors: [{ path, code: 'unknown_warehouse', message, value: id, allowed: ids }] });
  }

  /** The engine of a target. */
  strategy({ kind }: Pick<Target, 'kind'>): WarehouseStrategy {
    const strategy = this.strategies.find(({ id }) => id === kind);
    if (strategy) return strategy;
    throw new AppError('warehouse_unavailable', `This version has no engine for targets of kind "${kind}"; available: ${this.strategies.map(({ id }) => id).join(', ')}.`);
  }

  /** Checks a definition that is not stored. @param path where it stands in the user's document */
  check(document: unknown, options: Parameters<typeof checkTarget>[2] = {}): ReturnType<typeof checkTarget> {
    return checkTarget(document, this.rules, options);
  }
}

function duplicate({ id, origin, source }: Target, winner: Target): TargetProblem {
  const place = (target: Pick<Target, 'origin' | 'source'>) => (target.source === null ? ORIGINS[target.origin] : `${ORIGINS[target.origin]}, ${target.source}`);
  const message = `The id "${id}" is taken: the target "${winner.id}" (${place(winner)}) is used, this one (${place({ origin, source })}) is not.`;
  return { source: source ?? ORIGINS[origin], errors: [{ path: '$.id', code: 'duplicate_name', message, value: id, allowed: 'different ids' }] };
}
