import type { FunctionEntry } from '../function-entry';

/** Every function that Snowflake SQL may call. */
export const SNOWFLAKE_FUNCTIONS: readonly FunctionEntry[] = [];
