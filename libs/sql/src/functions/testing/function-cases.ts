import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** One query and the answer that the warehouse's manual gives. */
export interface FunctionCase {
  readonly file: string;
  readonly sql: string;
  /**
   * Cells joined by `|`, with NULL for a missing value; `/…/` a pattern over them; `refused` where the translation says that it
   * can't be kept, `error` where the query fails as it does in the warehouse.
   */
  readonly expected: string;
}

/**
 * The cases of a folder of text files. Each line is `expression => answer`, or `SELECT … => answer`; lines that start with # are
 * comments.
 */
export function readFunctionCases(directory: string): readonly FunctionCase[] {
  return readdirSync(directory).sort().flatMap((file) => readLines(file, readFileSync(join(directory, file), 'utf8')));
}

function readLines(file: string, text: string): readonly FunctionCase[] {
  return text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const arrow = line.lastIndexOf(' =>');
      if (arrow < 0) throw new Error(`${file}: no "=>" in ${line}`);
      const expression = line.slice(0, arrow);
      return { file, sql: /^(?:select|with)\b/i.test(expression) ? expression : `select ${expression}`, expected: line.slice(arrow + 3).replace(/^ /, '') };
    });
}

/** Whether an answer is the expected one. */
export function isExpected(answer: string, expected: string): boolean {
  return /^\/.*\/$/s.test(expected) ? new RegExp(expected.slice(1, -1)).test(answer) : answer === expected;
}
