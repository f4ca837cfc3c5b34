import { checkDefinition } from './check-definition';

const faultsOf = (column: Record<string, unknown>) => checkDefinition({ name: 'm', tables: [{ name: 't', target_rows: 10, columns: [{ name: 'x', ...column }] }] }, { warehouses: [] }).errors.map(({ path, message }) => `${path.replace('$.tables[0].columns[0].', '')}: ${message}`);

it.each<[string, Record<string, unknown>, RegExp]>([
  ['the end of BIGINT', { data_type: 'BIGINT', max_value: 9223372036854775807 }, /^max_value: 9223372036854776000 has more digits than are generated exactly for BIGINT.*allowed: -9007199254740991 to 9007199254740991$/],
  ['the start of BIGINT', { data_type: 'BIGINT', min_value: -9223372036854775808 }, /^min_value: -9223372036854776000 has more digits/],
  ['a sequence beyond 2^53', { data_type: 'BIGINT', generator: { type: 'sequence', params: { start: 9007199254740993 } } }, /start is 9007199254740992; allowed: a whole number/],
  ['a decimal of 20 digits', { data_type: 'DECIMAL(38,2)', max_value: 12345678901234567890 }, /^max_value: 12345678901234567000 has more digits than are generated exactly for DECIMAL\(38,2\).*15 digits/],
  ['what no BIGINT holds', { data_type: 'BIGINT', max_value: 1e30 }, /^max_value: 1e\+30 does not fit the column's type BIGINT/],
])('%s is refused, not rounded', (_what, column, message) => expect(faultsOf(column)).toEqual([expect.stringMatching(message)]));
