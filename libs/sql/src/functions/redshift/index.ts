import type { FunctionEntry } from '../function-entry';

/** Every function that Redshift SQL may call. */
export const REDSHIFT_FUNCTIONS: readonly FunctionEntry[] = [];
