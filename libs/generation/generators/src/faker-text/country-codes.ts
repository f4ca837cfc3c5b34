import type { ColumnContext, KernelContext } from '../generator-kind';
import type { CodeKernel } from '../kernel';
import { characterCount } from '../text-length';
import type { Country } from '../text-source';
import { isCountryColumn } from './leaders';
import { columnLength } from './prepared-text';

/** Text that another column of the row decides. */
export interface MappedText {
  readonly column: string;
  readonly textOf: Readonly<Record<string, string>>;
}

/** What a rule says of a country. */
const FACTS: Readonly<Record<string, (country: Country) => string>> = {
  'location.countryCode': ({ code }) => code,
  'location.countryCodeAlpha3': ({ alpha3 }) => alpha3,
  'location.country': ({ name }) => name,
};

/**
 * Codes of the countries that another column of the row has, or their names where it has codes. Undefined for other
 * rules, without such a column, and where the column's own values must be unique.
 */
export function prepareCountry(rule: string, column: ColumnContext): MappedText | undefined {
  if (!Object.hasOwn(FACTS, rule) || column.unique) return undefined;
  const sibling = column.siblings.find((other) => !other.isModified && isCountryColumn(other, column) && (other.kind !== 'faker' || (rule !== 'location.country' && column.text.canonicalRule(String(other.params['rule'])) === 'location.country')));
  const values = sibling?.possibleValues();
  if (!sibling || !values) return undefined;
  const texts = values.map((value) => FACTS[rule](column.text.country(value) as Country));
  return texts.every((text) => characterCount(text) <= columnLength(column)) ? { column: sibling.name, textOf: Object.fromEntries(values.map((value, i) => [value, texts[i]])) } : undefined;
}

/** Kernel of what another column decides. */
export function mappedKernel({ column, textOf }: MappedText, context: KernelContext): CodeKernel {
  const kernel = context.siblingKernel(column);
  if (kernel.lane !== 'code') throw new Error(`the values of the column ${column} are not known before a run`);
  const texts = kernel.values.map((value) => textOf[value] ?? '');
  const values = [...new Set(texts)];
  const codeOf = Uint32Array.from(texts, (text) => values.indexOf(text));
  return {
    lane: 'code',
    values,
    fill: (out, rows, count) => {
      kernel.fill(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = codeOf[out[i]];
    },
  };
}
