import { sampleTable } from '../../../data-access/src/testing/samples';
import { checkInput, derivedRows, errorsOfFaults, initialInput, requestOf, totalOf } from './generate-form';

const input = (customers: string, seed = '') => ({ rows: { customers }, seed });

describe('the generate form', () => {
  it('starts with the planned rows and the seed of the experiment', () => {
    expect(initialInput([sampleTable()], 7)).toEqual({ rows: { customers: '1,000' }, seed: '7' });
    expect(initialInput([], undefined).seed).toBe('');
  });

  it.each(['1', '4294967296', '1,000,000', '1_000', '10 000', ' 5 '])('takes %p rows', (rows) => {
    expect(checkInput(input(rows)).rows).toEqual({});
  });

  it.each(['', '0', '-1', '1.5', '1e3', '4294967297', 'many', '99999999999999999999'])('refuses %p rows', (rows) => {
    expect(Object.keys(checkInput(input(rows)).rows)).toEqual(['customers']);
  });

  it.each(['', '0', '42', '-7', '9007199254740991'])('takes the seed %p', (seed) => expect(checkInput(input('1', seed)).seed).toBeUndefined());
  it.each(['4.2', 'x', '9007199254740993'])('refuses the seed %p', (seed) => expect(checkInput(input('1', seed)).seed).toBeDefined());

  it('keeps faults of tables whose names objects have', () => {
    const names = ['constructor', '__proto__', 'toString'];
    const { rows } = errorsOfFaults(names.map((name) => ({ path: `$.rows.${name}`, code: 'x', message: name })), names);
    expect(Object.entries(rows)).toEqual(names.map((name) => [name, name]));
  });

  it('makes the request; an empty seed is none', () => {
    expect(requestOf(input('1,000', '42'))).toEqual({ rows: { customers: 1_000 }, seed: 42 });
    expect(requestOf(input('5')).seed).toBeUndefined();
  });

  it('asks for no rows that follow from a parent\'s, and tells about how many there will be', () => {
    const tables = [sampleTable(), sampleTable({ name: 'orders', target_rows: 3_000, derived_from: 'customers' }), sampleTable({ name: 'items', target_rows: 7_500, derived_from: 'orders' })];
    expect(initialInput(tables, 7).rows).toEqual({ customers: '1,000' });
    expect(derivedRows(tables, input('2,000'))).toEqual({ orders: 6_000, items: 15_000 });
    expect(derivedRows(tables, input('many'))).toEqual({ orders: 0, items: 0 });
  });

  it('adds up what can be read', () => expect(totalOf({ rows: { a: '1,000', b: 'x', c: '5' }, seed: '' })).toBe(1_005));

  it('puts the server’s faults to their fields', () => {
    const fault = (path: string) => ({ path, code: 'x', message: `at ${path}` });
    const errors = errorsOfFaults([fault('$.rows.customers'), fault('$.seed'), fault('$.rows.ghosts')], ['customers']);
    expect(errors).toEqual({ rows: { customers: 'at $.rows.customers' }, seed: 'at $.seed', rest: [fault('$.rows.ghosts')] });
  });
});
