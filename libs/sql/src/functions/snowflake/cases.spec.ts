import { join } from 'node:path';
import { DuckDbAnswers } from '../testing/duckdb-answers';
import { isExpected, readFunctionCases } from '../testing/function-cases';
import { SNOWFLAKE_FUNCTIONS } from '.';

const CASES = readFunctionCases(join(__dirname, 'cases'));
/** What a function that can be answered is shown by, at the least. */
const FEWEST_CASES = 1;

describe('Snowflake functions on DuckDB', () => {
  let answers: DuckDbAnswers;
  beforeAll(async () => {
    answers = await DuckDbAnswers.open('snowflake');
  });
  afterAll(() => answers.close());

  it.each(CASES.map(({ name, sql, expected }) => [name, expected, sql] as const))('%s => %s', async (_, expected, sql) => {
    const answer = await answers.answer(sql);
    const outcome = expected === 'refused' || expected === 'error' ? answer.split(':')[0] : answer;
    if (!isExpected(outcome, expected)) expect(answer).toBe(expected);
  });

  it('shows every function that it answers', () => {
    const text = CASES.map(({ sql }) => sql).join('\n').toUpperCase();
    const shown = (name: string): number => text.match(new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`, 'g'))?.length ?? 0;
    const answered = SNOWFLAKE_FUNCTIONS.filter(({ duckdb }) => typeof duckdb !== 'object');
    const missing = answered.filter(({ name, aliases = [] }) => [name, ...aliases].reduce((sum, spelling) => sum + shown(spelling), 0) < FEWEST_CASES);
    expect(missing.map(({ name }) => name)).toEqual([]);
  });
});
