import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testPostgresUrl } from '@dw-sim/warehouse-testing';
import { casesOfLines, isExpected } from './src/function-case';
import type { Outcome } from './src/outcome';
import { ownCases } from './src/own-cases';
import { runCase } from './src/run-case';
import { openEngines, runsOn, type TestEngine } from './src/test-engine';
import { loadTpch, runQueries } from './src/tpch';

const ROOT = join(__dirname, '../..');

describe('the cases of the catalogues, on real engines', () => {
  let engines: readonly TestEngine[];

  beforeAll(async () => {
    engines = await openEngines(testPostgresUrl());
  });
  afterAll(async () => {
    for (const { bench } of engines) await bench.close();
  });

  it.each(ownCases(ROOT).map(({ file, cases }) => ({ file, cases })))('$file', async ({ cases }) => {
    const outcomes: Outcome[] = [];
    for (const example of cases) for (const engine of engines) if (runsOn(example.dialect, engine)) outcomes.push(await runCase(example, engine));
    expect(outcomes.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
    expect(outcomes.length).toBeGreaterThanOrEqual(cases.length);
  });

  it('queries over tables of the shape of TPC-H give the same rows', async () => {
    const tables = await loadTpch(engines, ROOT);
    const outcomes = await runQueries(readFileSync(join(ROOT, 'tools/conformance/tpch/queries.sql'), 'utf8'), engines, tables);
    expect(outcomes.filter(({ verdict }) => verdict !== 'right')).toEqual([]);
    expect(outcomes.map(({ got }) => got)).not.toContain('0 rows');
  });
});

describe('a line of a case', () => {
  it('is an expression or a query, and what it gives', () => {
    const [value, query, pattern, refused, empty] = casesOfLines('redshift', "# note\n\nLEN('=> x') => 4\nSELECT 1 => 1\nNOW() => /^20/\nIFNULL(1) => refused\nTRIM(' ') =>\n");
    expect(value).toMatchObject({ sql: "SELECT LEN('=> x')", expected: { kind: 'value', text: '4' } });
    expect(query?.sql).toBe('SELECT 1');
    expect(pattern?.expected).toEqual({ kind: 'pattern', pattern: '^20' });
    expect(refused?.expected).toEqual({ kind: 'refused' });
    expect(empty?.expected).toEqual({ kind: 'value', text: '' });
    expect(() => casesOfLines('redshift', 'LEN(1)')).toThrow('needs " =>"');
  });

  it.each([
    ['2.50', [[2.5]], true],
    ['a|NULL', [['a', null]], true],
    ['1|2', [[1], [2]], true],
    ['01', [['1']], true],
    ['a', [['b']], false],
    ['NULL', [['']], false],
    ['1', [], false],
  ])('%s and %j', (text, rows, expected) => {
    expect(isExpected({ kind: 'value', text }, rows)).toBe(expected);
  });
});
