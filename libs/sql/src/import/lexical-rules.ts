import type { DdlDialect } from '@dw-sim/contracts';

/** How a text is cut up, where dialects disagree. */
export interface LexicalRules {
  /** `'it\'s'` is one string: always, never, or where the text goes on as if it were. */
  readonly backslashes: 'escape' | 'plain' | 'either';
  /** `#` starts a comment anywhere, not only in front of a line. */
  readonly hashComments: boolean;
  /** A string that runs over the end of a statement is taken for one that nobody closed; in a CREATE TABLE it always is. */
  readonly distrustsLongStrings: boolean;
}

const ESCAPING: readonly DdlDialect[] = ['mysql', 'snowflake', 'redshift'];

/** Rules of a dialect, corrected by what the text tells of the program that wrote it. */
export function lexicalRules(text: string, dialect: DdlDialect): LexicalRules {
  const isMysql = dialect === 'mysql' || /^-- (?:MySQL|MariaDB) dump|\/\*!\d{5}|\bENGINE\s*=\s*\w/im.test(text);
  const isStandard = dialect === 'postgres' || dialect === 'sqlite' || /^-- PostgreSQL database dump|standard_conforming_strings\s*=\s*on/im.test(text);
  const backslashes = isMysql ? 'escape' : isStandard ? 'plain' : ESCAPING.includes(dialect) ? 'escape' : 'either';
  return { backslashes, hashComments: isMysql, distrustsLongStrings: false };
}
