import { Injectable } from '@nestjs/common';
import { invalidRequest } from '@dw-sim/api-platform';
import type { RequestedTarget } from '@dw-sim/contracts';
import { definedTarget } from './builtin-targets';
import { TargetCatalogue } from './target-catalogue';
import { targetKey, type Target } from './target';

/** Where a run goes. */
export interface RunDestination {
  readonly target: Target;
  /** The experiment's own target: its tables there are those that the experiment is about. */
  readonly isHome: boolean;
}

/** Finds the targets that runs ask for. */
@Injectable()
export class RequestedTargets {
  constructor(private readonly catalogue: TargetCatalogue) {}

  /**
   * The target of a request: its id, a definition that lives for one run, or none for the experiment's own.
   * @throws AppError `invalid_request` with every fault of the definition, none of which repeats a secret
   */
  async find(requested: RequestedTarget | null | undefined, home: string): Promise<RunDestination> {
    if (requested === undefined || requested === null) return { target: await this.catalogue.require(home), isHome: true };
    if (typeof requested === 'string') {
      const target = await this.catalogue.require(requested, '$.target');
      return { target, isHome: targetKey(target.id) === targetKey(home) };
    }
    const { errors, target } = this.catalogue.check(requested, { path: '$.target', inline: true });
    if (!target) throw invalidRequest(errors);
    return { target: definedTarget(target, 'inline', null), isHome: false };
  }
}
