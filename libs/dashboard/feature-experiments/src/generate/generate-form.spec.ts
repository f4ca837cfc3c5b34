import { sampleTable } from '../../../data-access/src/testing/samples';
import { checkInput, errorsOfFaults, initialInput, requestOf, totalOf } from './generate-form';

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

  it('makes the request; an empty seed is none', () => {
    expect(requestOf(input('1,000', '42'))).toEqual({ rows: { customers: 1_000 }, seed: 42 });
    expect(requestOf(input('5')).seed).toBeUndefined();
  });

  it('adds up what can be read', () => expect(totalOf({ rows: { a: '1,000', b: 'x', c: '5' }, seed: '' })).toBe(1_005));

  it('puts the server’s faults to their fields', () => {
    const fault = (path: string) => ({ path, code: 'x', message: `at ${path}` });
    const errors = errorsOfFaults([fault('$.rows.customers'), fault('$.seed'), fault('$.rows.ghosts')], ['customers']);
    expect(errors).toEqual({ rows: { customers: 'at $.rows.customers' }, seed: 'at $.seed', rest: [fault('$.rows.ghosts')] });
  });
});
