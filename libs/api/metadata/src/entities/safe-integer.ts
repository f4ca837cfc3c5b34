import type { ValueTransformer } from 'typeorm';

/** Whole numbers up to 2^53 in a 64-bit column; PostgreSQL's driver answers those as text. */
export const safeInteger: ValueTransformer = {
  to: (value: number | null) => value,
  from: (value: string | number | null) => (value === null ? null : Number(value)),
};
