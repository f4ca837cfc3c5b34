import type { ColumnDefinition, ExperimentDefinition, ImportedColumn, TableDefinition } from '@dw-sim/contracts';
import * as fc from 'fast-check';

/** Parts of names: words, abbreviations, other languages, prefixes, and what means nothing. */
const PARTS = [
  'email', 'first', 'last', 'full', 'name', 'fname', 'lname', 'phone', 'country', 'city', 'state', 'zip', 'street', 'addr', 'address', 'company', 'unit', 'price', 'amount', 'amt', 'qty', 'quantity', 'discount', 'tax', 'rate', 'created', 'updated', 'at', 'on', 'birth', 'date', 'dt', 'order', 'ship', 'status', 'is', 'active', 'flag', 'gender', 'currency', 'url', 'ip', 'uuid', 'sku',
  'description', 'comment', 'latitude', 'longitude', 'percent', 'pct', 'year', 'month', 'day', 'week', 'quarter', 'language', 'locale', 'password', 'hash', 'token', 'color', 'id', 'sk', 'key', 'code', 'cd', 'nbr', 'number', 'customer', 'cust', 'item', 'product', 'total', 'balance', 'rating', 'score', 'count', 'type', 'priority', 'segment', 'mode', 'time', 'start', 'end', 'deleted', 'due', 'delivered', 'closed', 'hire',
  'vorname', 'nachname', 'preis', 'menge', 'datum', 'plz', 'ort', 'precio', 'fecha', 'correo', 'ciudad', 'prenom', 'ville', 'montant', 'nome', 'citta', 'prezzo', 'c', 'ss', 'l', 'd', 'x', 'foo', 'constructor', 'toString', 'parent', 'manager', 'salary', 'age', 'duration', 'ms', 'weight', 'version', 'tags', 'payload', 'attributes', 'region', 'channel', 'dow', 'weekend', 'position', 'line', 'employees', 'iban', 'isbn', 'user', 'agent', 'title', 'category', 'brand', 'timezone', 'marital', 'education', 'extended', 'stock',
];

const name = fc
  .record({ parts: fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: 3 }), style: fc.constantFrom('snake', 'upper', 'camel', 'run'), ordinal: fc.constantFrom('', '', '', '1', '_2') })
  .map(({ parts, style, ordinal }) => {
    const camel = parts.map((part, i) => (i === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1))).join('');
    return ({ snake: parts.join('_'), upper: parts.join('_').toUpperCase(), camel, run: parts.join('') }[style] ?? camel) + ordinal;
  });

const length = fc.oneof(fc.integer({ min: 1, max: 12 }), fc.constantFrom(16, 20, 36, 50, 64, 255, 4000));
const dataType = fc.oneof(
  fc.constantFrom('INT', 'BIGINT', 'FLOAT', 'DATE', 'TIME', 'TIMESTAMP', 'TIMESTAMPTZ', 'BOOLEAN', 'UUID', 'JSON', 'VARCHAR', 'NUMBER(38,0)', 'DECIMAL(5,4)', 'DECIMAL(10,2)', 'DECIMAL(1,1)', 'DECIMAL(38,10)'),
  length.map((characters) => `VARCHAR(${characters})`),
  fc.integer({ min: 1, max: 38 }).chain((precision) => fc.integer({ min: 0, max: precision }).map((scale) => `DECIMAL(${precision},${scale})`)),
);

const bound = fc.constantFrom(-100, -1, 0, 0.5, 1, 5, 10, 100, 1900, 5000);
const comment = fc.constantFrom(undefined, undefined, undefined, 'the customer\'s e-mail address', 'A = active, I = inactive, X: gone', 'one of red, green or blue', 'year of birth', 'x');

const column: fc.Arbitrary<ColumnDefinition> = fc
  .record({ name, data_type: dataType, is_unique: fc.constantFrom(undefined, undefined, undefined, true), required: fc.constantFrom(undefined, true, false), low: bound, width: fc.constantFrom(0, 1, 10, 1000), bounds: fc.constantFrom('none', 'none', 'none', 'both', 'min', 'max'), description: comment })
  .map(({ low, width, bounds, ...rest }) => {
    const isNumber = /^(?:INT|BIGINT|FLOAT|DECIMAL|NUMBER)/.test(rest.data_type);
    const range = { ...(['both', 'min'].includes(bounds) ? { min_value: low } : {}), ...(['both', 'max'].includes(bounds) ? { max_value: low + width } : {}) };
    return Object.fromEntries(Object.entries({ ...rest, ...(isNumber ? range : {}) }).filter(([, value]) => value !== undefined)) as unknown as ColumnDefinition;
  });

const TABLES = ['customers', 'orders', 'order_items', 'products', 'dim_date', 'employees', 'countries', 'store_sales', 't', 'F_EVENTS'];

/** Columns under different names, and perhaps two of them as a composite key. */
const table: fc.Arbitrary<Omit<TableDefinition, 'name'>> = fc
  .record({ target_rows: fc.constantFrom(1, 30, 400), columns: fc.uniqueArray(column, { minLength: 1, maxLength: 9, selector: ({ name: own }) => own.toLowerCase() }), hasKey: fc.constantFrom(false, false, true) })
  .map(({ target_rows: rows, columns, hasKey }) => {
    const key = hasKey && columns.length > 2 ? columns.slice(0, 2).map((member) => member.name) : undefined;
    return { target_rows: rows, columns: columns.map((member) => (key?.includes(member.name) ? { ...member, required: true, is_unique: undefined } : member)), ...(key ? { composite_keys: [key] } : {}) } as unknown as Omit<TableDefinition, 'name'>;
  });

/** Tables as DDL describes them: names, types and constraints, no word about how a column is filled. */
export const arbitraryTables: fc.Arbitrary<ExperimentDefinition> = fc
  .uniqueArray(fc.record({ name: fc.constantFrom(...TABLES), rest: table }), { minLength: 1, maxLength: 3, selector: (one) => one.name })
  .map((tables) => ({ name: 'shop', tables: tables.map(({ name: own, rest }) => ({ name: own, ...rest })) }));

/** What the DDL says of a column beside its type. */
export const arbitraryFacts: fc.Arbitrary<Pick<ImportedColumn, 'values' | 'defaultValue'>> = fc.constantFrom({}, {}, {}, { values: ['a', 'bb', 'ccc'] }, { values: [1, 2, 3] }, { values: [true] }, { defaultValue: "'bb'" }, { values: ['a', 'bb'], defaultValue: "'bb'::varchar" }, { defaultValue: 'true' }, { defaultValue: '0' });
