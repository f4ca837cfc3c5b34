import { logicalType } from './logical-type';

it.each([
  ['INTEGER', { kind: 'INT' }], ['bigint', { kind: 'BIGINT' }], ['HUGEINT', { kind: 'DECIMAL', precision: 38, scale: 0 }],
  ['DECIMAL(12,3)', { kind: 'DECIMAL', precision: 12, scale: 3 }], ['numeric(10, 2)', { kind: 'DECIMAL', precision: 10, scale: 2 }], ['numeric(5)', { kind: 'DECIMAL', precision: 5, scale: 0 }],
  ['numeric', undefined], ['double precision', { kind: 'FLOAT' }], ['character varying(20)', { kind: 'VARCHAR', length: 20 }], ['TEXT', { kind: 'VARCHAR' }],
  ['TIMESTAMP WITH TIME ZONE', { kind: 'TIMESTAMPTZ' }], ['timestamp without time zone', { kind: 'TIMESTAMP' }], ['timestamp(3) without time zone', { kind: 'TIMESTAMP' }],
  ['jsonb', { kind: 'JSON' }], ['INTEGER[]', undefined], ['STRUCT(a INTEGER)', undefined], ['', undefined], ['NUM', undefined],
])('%s is %j', (name, type) => {
  expect(logicalType(name)).toEqual(type);
});
