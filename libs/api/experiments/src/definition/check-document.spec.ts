import 'reflect-metadata';
import type { AppError } from '@dw-sim/contracts';
import { EXAMPLES, SMALL_EXAMPLE } from '../examples/examples';
import { checkDocument, requireDefinition } from './check-document';

const check = (document: unknown) => checkDocument(document, ['duckdb', 'sqlite']);
const pathsOf = (document: unknown) => check(document).errors.map(({ path }) => path);

describe('checkDocument', () => {
  it.each([SMALL_EXAMPLE, ...EXAMPLES.map(({ definition }) => definition)])('accepts the built-in $name', (definition) => {
    expect(check(definition).errors).toEqual([]);
    expect(check(definition).model?.tables).toHaveLength(definition.tables.length);
  });

  it('finds faults of shape and of meaning at once, one for each place', () => {
    const paths = pathsOf({
      name: 5, colour: 'red',
      tables: [{ name: 'a', target_rows: '10', columns: [{ name: 'id', data_type: 'INT', min_value: 'low' }, { name: 'b', data_type: 'BLOB' }] }, 'text'],
    });
    expect(new Set(paths)).toEqual(new Set([
      '$.name', '$.colour', '$.tables[0].target_rows', '$.tables[0].columns[0].min_value', '$.tables[0].columns[1].data_type', '$.tables[1]',
    ]));
    expect(paths).toHaveLength(new Set(paths).size);
  });

  it.each([[null], [[]], ['text'], [7], [undefined]])('says that %j is no definition', (document) => {
    expect(pathsOf(document)).toEqual(['$']);
  });

  it.each([1e21, 'x', null, {}, []])('tells of a parameter that is called constructor and is %j', (value) => {
    const column = { name: 'code', data_type: 'VARCHAR', generator: { type: 'pattern', params: { pattern: '[A-Z]{2}', constructor: value } } };
    expect(pathsOf({ name: 'x', tables: [{ name: 'a', target_rows: 10, columns: [column] }] })).toEqual(['$.tables[0].columns[0].generator.params.constructor']);
  });

  it('takes null for "not given", as programs write it', () => {
    const [customers] = SMALL_EXAMPLE.tables;
    expect(pathsOf({ ...SMALL_EXAMPLE, description: null, tables: [{ ...customers, description: null }] })).toEqual([]);
  });

  it.each([0, -1, 1.5, 1e300, '5'])('refuses %j rows, naming the value and what is allowed', (rows) => {
    const { errors } = check({ name: 'x', tables: [{ ...SMALL_EXAMPLE.tables[0], target_rows: rows }] });
    expect(errors).toEqual([expect.objectContaining({ path: '$.tables[0].target_rows', value: rows, allowed: expect.anything() })]);
  });

  it.each(['select', 'a"b', "x'; DROP TABLE y; --", '', 'ä', 'a'.repeat(200), '__proto__', '../etc'])('finds what is wrong with the name %j, or takes it', (name) => {
    const { errors, model } = check({ name, tables: SMALL_EXAMPLE.tables });
    if (model) expect(name).toMatch(/^[A-Za-z_]\w*$/);
    else expect(errors.map(({ path }) => path)).toEqual(['$.name']);
  });

  it('survives keys that mean something to JavaScript', () => {
    const hostile = JSON.parse('{"__proto__": {"name": "x"}, "constructor": {"name": 1}, "name": "x", "tables": []}');
    expect(pathsOf(hostile)).toEqual(expect.arrayContaining(['$.tables']));
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('counts faults in the error of a document', () => {
    expect.assertions(2);
    try {
      requireDefinition({ tables: [] }, ['duckdb']);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_definition', message: expect.stringContaining('The definition has 2 faults. $.name') });
      expect((error as AppError).details.errors).toHaveLength(2);
    }
  });
});
