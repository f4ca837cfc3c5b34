import { Injectable } from '@nestjs/common';
import { ExperimentRecords, ExperimentsService, requireDefinition } from '@dw-sim/api-experiments';
import { invalidRequest, isObject } from '@dw-sim/api-platform';
import { WarehouseRegistry } from '@dw-sim/api-warehouses';
import { AppError, type Fault, type RunDetail, type StartRunRequest } from '@dw-sim/contracts';
import { definitionHash } from '@dw-sim/generation-plan';
import { GeneratorService } from './generator.service';

/** Starts runs of scenarios and on targets that are named, or given with the run. */
@Injectable()
export class RunStartService {
  constructor(
    private readonly generator: GeneratorService,
    private readonly experiments: ExperimentsService,
    private readonly records: ExperimentRecords,
    private readonly warehouses: WarehouseRegistry,
  ) {}

  /**
   * A scenario that is given with the run becomes an experiment, unless one of its name has the same definition.
   * @throws AppError `invalid_request` with every fault; `conflict` where an experiment of the name has another definition; as `GeneratorService.start`
   */
  async start({ scenario_id: id, scenario, target_id: targetId, target, ...request }: StartRunRequest): Promise<RunDetail> {
    const faults = [...exactlyOne('scenario', id, scenario), ...atMostOne('target', targetId, target)];
    if (faults.length > 0) throw invalidRequest(faults);
    const name = id ?? (await this.nameOf(scenario));
    return this.generator.start(name, { ...request, ...((targetId ?? target) != null && { target: targetId ?? target }) });
  }

  private async nameOf(scenario: unknown): Promise<string> {
    const { definition } = requireDefinition(scenario, await this.warehouses.ids());
    const existing = await this.records.named(definition.name);
    if (!existing) return (await this.experiments.create(definition)).name;
    if (existing.definitionHash === definitionHash(definition)) return existing.name;
    throw new AppError('conflict', `Experiment "${existing.name}" exists, and its version ${existing.version} has another definition.`, {
      hint: `Change it first (dw-sim experiment update ${existing.name} FILE, or PUT /api/experiments/${existing.name}), or give the scenario another name.`,
    });
  }
}

function exactlyOne(name: string, id: unknown, inline: unknown): readonly Fault[] {
  if ((id == null) !== (inline == null)) return inline == null || isObject(inline) ? [] : [{ path: `$.${name}`, code: 'wrong_type', message: `${name} is ${JSON.stringify(inline)}.`, value: inline, allowed: 'a definition, as an object' }];
  return [{ path: '$', code: 'contradiction', message: `${name}_id and ${name} are ${id == null ? 'both missing' : 'both given'}.`, allowed: `exactly one of ${name}_id and ${name}` }];
}

function atMostOne(name: string, id: unknown, inline: unknown): readonly Fault[] {
  if (id == null || inline == null) return [];
  return [{ path: '$', code: 'contradiction', message: `${name}_id and ${name} are both given.`, allowed: `one of ${name}_id and ${name}, or none for the experiment's own` }];
}
