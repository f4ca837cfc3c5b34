import { faultsOf, isObject, toInstance } from '@dw-sim/api-platform';
import { AppError, type ExperimentDefinition, type Fault, type Warning } from '@dw-sim/contracts';
import { checkDefinition, type DefinitionCheck, type ExperimentModel } from '@dw-sim/generation-plan';
import { validateSync } from 'class-validator';
import { ExperimentDefinitionDto } from './definition.dto';

/**
 * Checks a document's shape by its DTO and its meaning by the plan compiler, and answers every fault of both at once;
 * of two about one place, the one that knows the meaning.
 */
export function checkDocument(document: unknown, warehouses: readonly string[]): DefinitionCheck {
  const check = checkDefinition(document, { warehouses });
  const known = new Set(check.errors.map(({ path }) => path));
  const shape = shapeFaults(document).filter(({ path }) => !known.has(path));
  return shape.length === 0 ? check : { errors: [...check.errors, ...shape], warnings: check.warnings };
}

function shapeFaults(document: unknown): readonly Fault[] {
  if (!isObject(document)) return [];
  return faultsOf(validateSync(toInstance(ExperimentDefinitionDto, document), { forbidUnknownValues: false }));
}

/** A checked document and what it means. @throws AppError `invalid_definition` with every fault */
export function requireDefinition(document: unknown, warehouses: readonly string[]): { readonly definition: ExperimentDefinition; readonly model: ExperimentModel; readonly warnings: readonly Warning[] } {
  const { errors, model, warnings } = checkDocument(document, warehouses);
  if (model && errors.length === 0) return { definition: document as ExperimentDefinition, model, warnings };
  const count = errors.length === 1 ? '1 fault' : `${errors.length} faults`;
  const shown = errors.slice(0, 5).map(({ path, message }) => `${path}: ${message}`).join('; ');
  throw new AppError('invalid_definition', `The definition has ${count}. ${shown}${errors.length > 5 ? '; …' : ''}`, { errors });
}
