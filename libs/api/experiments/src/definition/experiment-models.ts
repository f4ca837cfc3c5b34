import { Injectable } from '@nestjs/common';
import type { ExperimentEntity } from '@dw-sim/api-metadata';
import { AppError, type Warning } from '@dw-sim/contracts';
import { checkDefinition, type ExperimentModel } from '@dw-sim/generation-plan';

/** A stored definition as it is understood now. */
export interface UnderstoodDefinition {
  readonly model: ExperimentModel;
  readonly warnings: readonly Warning[];
}

/** Most definitions that are kept in memory. */
const MOST_KEPT = 100;

/** Understands stored definitions, each once while it is in use. */
@Injectable()
export class ExperimentModels {
  private readonly kept = new Map<string, UnderstoodDefinition>();

  /** @throws AppError `invalid_definition` where an earlier version of the product accepted what this one does not */
  of({ name, definition, definitionHash }: Pick<ExperimentEntity, 'name' | 'definition' | 'definitionHash'>): UnderstoodDefinition {
    const known = this.kept.get(definitionHash);
    if (known) return known;
    // Its target may be gone for a while, as a file may be: what the definition means does not depend on that.
    const warehouses = definition.target_warehouse === undefined ? [] : [definition.target_warehouse];
    const { model, warnings, errors } = checkDefinition(definition, { warehouses });
    if (!model) {
      throw new AppError('invalid_definition', `The stored definition of experiment "${name}" is no longer valid; delete the experiment and create it anew.`, { errors });
    }
    const understood = { model, warnings };
    if (this.kept.size >= MOST_KEPT) this.kept.clear();
    this.kept.set(definitionHash, understood);
    return understood;
  }

  /** Rows of a run that chooses none; those that are written down where the definition is no longer understood. */
  rowsOf(experiment: Pick<ExperimentEntity, 'name' | 'definition' | 'definitionHash'>): number {
    try {
      return this.of(experiment).model.tables.reduce((total, { targetRows }) => total + targetRows, 0);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return experiment.definition.tables.reduce((total, { target_rows: rows = 0 }) => total + rows, 0);
    }
  }
}
