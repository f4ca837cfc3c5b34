import type { DefinitionCheck, DefinitionContext, ExperimentModel } from './model';

export * from './model';

/** Checks a parsed document. Never throws for what a user wrote. */
export declare function checkDefinition(document: unknown, context: DefinitionContext): DefinitionCheck;

/** SHA-256 in hex over the canonical JSON (sorted keys) of a definition. */
export declare function definitionHash(definition: unknown): string;

/** Self-contained description of every value of a run; may be structured-cloned to workers. */
export interface GenerationPlan {
  readonly seed: number;
  /** In dependency order: parents before children. */
  readonly tables: readonly { readonly name: string; readonly rowCount: number }[];
}

/**
 * Compiles a model for one run. `rows` overrides `targetRows` by table.
 * @throws AppError `invalid_request` with every fault (`$.rows.<table>`) where a row count can't be satisfied.
 */
export declare function compilePlan(model: ExperimentModel, options: { seed: number; rows?: Readonly<Record<string, number>> }): GenerationPlan;
