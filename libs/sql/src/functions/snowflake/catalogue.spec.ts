import { SNOWFLAKE_FUNCTIONS } from '.';

const NAMES = SNOWFLAKE_FUNCTIONS.flatMap(({ name, aliases = [] }) => [name, ...aliases]);

describe('The catalogue of Snowflake functions', () => {
  it('names every function once, in upper case', () => {
    const repeated = NAMES.filter((name, index) => NAMES.indexOf(name) !== index);
    expect(repeated).toEqual([]);
    expect(NAMES.filter((name) => !/^[A-Z][A-Z0-9_$]*$/.test(name))).toEqual([]);
  });

  it('covers the documented families', () => {
    const families = new Set(SNOWFLAKE_FUNCTIONS.map(({ family }) => family));
    for (const family of ['text', 'regexp', 'number', 'date', 'conversion', 'conditional', 'aggregate', 'window', 'json', 'array', 'hash', 'bit', 'context', 'table']) {
      expect(families).toContain(family);
    }
    expect(NAMES.length).toBeGreaterThan(500);
  });

  it('says why a function is refused, and what to write instead', () => {
    const reasons = SNOWFLAKE_FUNCTIONS.flatMap(({ duckdb }) => (typeof duckdb === 'object' ? [duckdb.refused] : []));
    expect(reasons.length).toBeGreaterThan(0);
    expect(reasons.filter((reason) => !/^[A-Z].*\. .*\.$|^[A-Z].*: .*\. .*\.$/.test(reason))).toEqual([]);
  });

  it('takes no fewer arguments than it needs', () => {
    expect(SNOWFLAKE_FUNCTIONS.filter(({ args: [min, max] }) => min < 0 || max < min)).toEqual([]);
  });
});
