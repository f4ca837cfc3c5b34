import type { Operator, TimeType } from './syntax';

/** How tightly operators bind, from SQL; Python's `x if c else y` binds least. */
export const POWER = { if: 1, or: 2, and: 3, not: 4, comparison: 5, unary: 9, cast: 10 } as const;

/** Operators between two operands, with their power. */
export const BINARY: Readonly<Record<string, readonly [power: number, operator: Operator]>> = {
  or: [POWER.or, 'or'], and: [POWER.and, 'and'],
  '=': [POWER.comparison, '='], '==': [POWER.comparison, '='], '<>': [POWER.comparison, '<>'], '!=': [POWER.comparison, '<>'],
  '<': [POWER.comparison, '<'], '<=': [POWER.comparison, '<='], '>': [POWER.comparison, '>'], '>=': [POWER.comparison, '>='],
  '||': [6, '||'], '+': [7, '+'], '-': [7, '-'], '*': [8, '*'], '/': [8, '/'], '//': [8, '//'], '%': [8, '%'],
};

/** Words with a meaning of their own, which name a column in double quotes only. */
export const KEYWORDS = new Set(['and', 'or', 'not', 'in', 'is', 'null', 'none', 'true', 'false', 'case', 'when', 'then', 'else', 'end', 'if', 'between', 'like', 'ilike', 'cast']);

/** Literals of time by the word before them; TIMESTAMPTZ is a moment in UTC. */
export const TIME_WORDS: Readonly<Record<string, TimeType>> = { date: 'date', time: 'time', timestamp: 'timestamp', timestamptz: 'timestamp' };

/** What EXTRACT takes from a time. */
export const TIME_PARTS: readonly string[] = ['year', 'quarter', 'month', 'day', 'dow', 'hour', 'minute', 'second'];
