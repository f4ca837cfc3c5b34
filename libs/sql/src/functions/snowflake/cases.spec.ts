import { join } from 'node:path';
import { DuckDbAnswers } from '../testing/duckdb-answers';
import { isExpected, readFunctionCases } from '../testing/function-cases';
import { SNOWFLAKE_FUNCTIONS } from '.';

const CASES = readFunctionCases(join(__dirname, 'cases'));
/** What a function that can be answered is shown by, at the least. */
const FEWEST_CASES = 1;

/** The keys of an object are put in order, and found twice, where its text is a literal. */
const LOOKED_AT_WHEN_LITERAL = /parse_json\('\{"(?:b":1,"a":2|a":1,"a":2)\}'\)$/;
/** A string or a number that may be a column's value: none of a type's length, of an interval, of a path or of a collection. */
const LITERAL = /(?<![\w.:$[])('(?:[^'\\]|''|\\.)*'|-?\d+(?:\.\d+)?)(?![\w.])/g;
const KEPT = /(?:interval|timestamp|date)\s*$|\[$|number\($/i;

/** A case's expression over columns that hold its literals; undefined where it has none. */
function overColumns(sql: string): string | undefined {
  const values: string[] = [];
  if (!sql.startsWith('select ') || / from /.test(sql.replace(/'[^']*'/g, ''))) return undefined;
  const expression = sql.slice('select '.length).replace(LITERAL, (literal, _, offset: number, whole: string) => (KEPT.test(whole.slice(0, offset)) ? literal : `c${values.push(literal)}`));
  return values.length === 0 ? undefined : `select ${expression} from (values (${values.join(', ')})) t(${values.map((_, index) => `c${index + 1}`).join(', ')})`;
}

describe('Snowflake functions on DuckDB', () => {
  let answers: DuckDbAnswers;
  beforeAll(async () => {
    answers = await DuckDbAnswers.open('snowflake');
  });
  afterAll(() => answers.close());

  it.each([...new Set(CASES.map(({ file }) => file))])('answers %s as Snowflake documents it', async (file) => {
    const wrong: string[] = [];
    for (const { sql, expected } of CASES.filter((example) => example.file === file)) {
      const answer = await answers.answer(sql);
      const outcome = expected === 'refused' || expected === 'error' ? answer.split(':')[0] : answer;
      if (!isExpected(outcome, expected)) wrong.push(`${sql} => ${answer}, not ${expected}`);
    }
    expect(wrong).toEqual([]);
  });

  it('answers for columns as it does for literals', async () => {
    const differing: string[] = [];
    for (const { sql, expected } of CASES) {
      const hoisted = overColumns(sql);
      if (!hoisted || expected === 'refused' || expected === 'error' || LOOKED_AT_WHEN_LITERAL.test(sql)) continue;
      const answer = await answers.answer(hoisted);
      if (!answer.startsWith('refused:') && !isExpected(answer, expected)) differing.push(`${hoisted} => ${answer}`);
    }
    expect(differing).toEqual([]);
  });

  it('shows every function that it answers', () => {
    const text = CASES.map(({ sql }) => sql).join('\n').toUpperCase();
    const shown = (name: string): number => text.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0;
    const answered = SNOWFLAKE_FUNCTIONS.filter(({ duckdb }) => typeof duckdb !== 'object');
    const missing = answered.filter(({ name, aliases = [] }) => [name, ...aliases].reduce((sum, spelling) => sum + shown(spelling), 0) < FEWEST_CASES);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
