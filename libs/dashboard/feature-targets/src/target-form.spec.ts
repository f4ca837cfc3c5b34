import type { TargetKind } from '@dw-sim/contracts';
import { definitionOf, emptyInput, errorsOf } from './target-form';

const KIND: TargetKind = {
  kind: 'postgres', label: 'PostgreSQL', place: 'server', dsn_required: true, dsn_example: 'postgres://h/db', default_schema: null, schema_choosable: true,
  options: [{ name: 'threads', description: '', allowed: 'a whole number from 1 to 256' }, { name: 'verify', description: '', allowed: 'true or false' }],
};

test('a definition has what was filled in, and options of its kind alone', () => {
  expect(definitionOf(emptyInput('postgres'), KIND)).toEqual({ kind: 'postgres' });
  const input = { id: ' a ', name: '', kind: 'postgres', dsn: 'postgres://h/db', schema: 'sales', options: { threads: '2', verify: 'false', other: 'x' } };
  expect(definitionOf(input, KIND)).toEqual({ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', schema: 'sales', options: { threads: 2, verify: false } });
  expect(definitionOf({ ...input, options: { threads: 'two' } }, { ...KIND, schema_choosable: false })).toEqual({ id: 'a', kind: 'postgres', dsn: 'postgres://h/db', options: { threads: 'two' } });
});

test('faults stand beside their fields; the others are told above', () => {
  const fault = (path: string) => ({ path, code: 'x', message: path });
  const faults = ['$.id', '$.dsn', '$.options.threads', '$.options.other', '$'].map(fault);
  expect(errorsOf(faults, KIND)).toEqual({ fields: { id: '$.id', dsn: '$.dsn', 'options.threads': '$.options.threads' }, rest: [fault('$.options.other'), fault('$')] });
});
