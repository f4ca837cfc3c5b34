import { makePermutation } from '@dw-sim/generation-rng';
import { composedForms, type ComposedForm, type FormChooser } from '../composed-text';
import type { ComposedPart } from '../form-choices';
import type { KernelContext } from '../generator-kind';
import { indexDraw, indexFill } from '../index-draw';
import type { CodeKernel, Kernel } from '../kernel';
import { CHECK_WRITERS } from './check-digit';
import type { Leader } from './leaders';
import type { PreparedForm, PreparedGroup, PreparedPart, PreparedText } from './prepared-text';

/** Most values of a dictionary: of more, text is faster to store. */
const MAX_DICTIONARY = 20_000;

/** Kernel of prepared text: codes where every group is a pool and the dictionary short, else text of their own for each row. */
export function textKernel({ rule, groups, leaders }: PreparedText, context: KernelContext): Kernel {
  const chooser = leaders.length > 0 ? groupChooser(leaders, context) : undefined;
  const pools = groups.filter((group) => group.kind === 'pool');
  const size = pools.reduce((sum, { values }) => sum + values.length, 0);
  if (pools.length === groups.length && (!chooser || size <= MAX_DICTIONARY)) return chooser ? pooledGroups(pools, chooser, context) : pooled(pools[0], context);
  return composedGroups(groups, rule, chooser, context);
}

type Pool = Extract<PreparedGroup, { kind: 'pool' }>;

function pooled({ values, weights }: Pool, context: KernelContext): CodeKernel {
  if (!context.unique) return { lane: 'code', values, fill: indexFill(values.length, weights, context.key('value')) };
  const at = makePermutation(values.length, context.key('value'));
  return {
    lane: 'code',
    values,
    fill: (out, rows, count) => {
      for (let i = 0; i < count; i++) out[i] = at(rows[i]);
    },
  };
}

/** Pools of several groups as one list of values. */
function pooledGroups(pools: readonly Pool[], choose: FormChooser, context: KernelContext): CodeKernel {
  const places = new Map<string, number>();
  const codes = pools.map(({ values }) => Uint32Array.from(values, (value) => places.get(value) ?? (places.set(value, places.size), places.size - 1)));
  const draws = pools.map(({ values, weights }) => indexDraw(values.length, weights, context.key('value')));
  return {
    lane: 'code',
    values: [...places.keys()],
    fill: (out, rows, count) => {
      choose(out, rows, count);
      for (let i = 0; i < count; i++) out[i] = codes[out[i]][draws[out[i]](rows[i])];
    },
  };
}

/** The group of each row by the columns that lead it. */
function groupChooser(leaders: readonly Leader[], context: KernelContext): FormChooser {
  const columns = leaders.map(({ column, groups, groupOf }) => {
    const kernel = context.siblingKernel(column);
    if (kernel.lane !== 'code') throw new Error(`the values of the column ${column} are not known before a run`);
    return { kernel, size: groups.length, groups: Uint32Array.from(kernel.values, (value) => groupOf[value] ?? 0) };
  });
  let codes = new Uint32Array(0);
  return (out, rows, count) => {
    if (codes.length < count) codes = new Uint32Array(count);
    out.fill(0, 0, count);
    for (const { kernel, size, groups } of columns) {
      kernel.fill(codes, rows, count);
      for (let i = 0; i < count; i++) out[i] = out[i] * size + groups[codes[i]];
    }
  };
}

/** Texts in forms: those of the row's group, in proportion to their weights. */
function composedGroups(groups: readonly PreparedGroup[], rule: string, chooseGroup: FormChooser | undefined, context: KernelContext): Kernel {
  const byGroup = groups.map((group) => (group.kind === 'pool' ? [poolForm(group, rule)] : group.forms));
  const all = byGroup.flat();
  const forms = all.map((form, index) => composedForm(form, all.length === 1 ? '' : `form ${index} `, chooseGroup !== undefined, context));
  return composedForms(forms, all.length === 1 ? undefined : formChooser(byGroup, chooseGroup, context), context.unique ? context.key('value') : undefined);
}

function poolForm({ values, weights }: Pool, rule: string): PreparedForm {
  return { weight: 1, parts: [{ values, weights, follows: rule }] };
}

/** Forms in proportion to their weights; equal ones need none. */
function formWeights(forms: readonly PreparedForm[]): readonly number[] | undefined {
  return forms.every(({ weight }) => weight === forms[0].weight) ? undefined : forms.map(({ weight }) => weight);
}

function formChooser(byGroup: readonly (readonly PreparedForm[])[], chooseGroup: FormChooser | undefined, context: KernelContext): FormChooser {
  if (!chooseGroup) return indexFill(byGroup[0].length, formWeights(byGroup[0]), context.key('form'));
  const starts = byGroup.map((_forms, group) => byGroup.slice(0, group).reduce((sum, forms) => sum + forms.length, 0));
  const draws = byGroup.map((forms) => indexDraw(forms.length, formWeights(forms), context.key('form')));
  return (out, rows, count) => {
    chooseGroup(out, rows, count);
    for (let i = 0; i < count; i++) out[i] = starts[out[i]] + draws[out[i]](rows[i]);
  };
}

/** Where several groups must give unique text, the number in it alone tells rows apart: it is the same in all of them. */
function composedForm({ parts, check }: PreparedForm, prefix: string, isGrouped: boolean, context: KernelContext): ComposedForm {
  return {
    parts: parts.map((part, index): ComposedPart => ({ ...composedPart(part, `${prefix}part ${index}`, context), digit: !isGrouped || part.extendable === true })),
    check: check && CHECK_WRITERS[check],
  };
}

function composedPart({ values, weights, follows, spelling, from }: PreparedPart, purpose: string, context: KernelContext): ComposedPart {
  const own: ComposedPart = { values, weights, key: context.key(purpose), rule: follows };
  const bound = from && leadingCodes(context.siblingKernel(from.column), follows ?? '');
  if (!from || !bound) return own;
  const spelled = bound.values.map((value) => (spelling ? spell(value, spelling, from.length) : value));
  return { ...own, weights: undefined, values: spelled, bound };
}

/** The codes of another column, or of the part of its texts that a rule makes. */
function leadingCodes(kernel: Kernel, rule: string): CodeKernel | undefined {
  if (kernel.lane === 'code') return kernel;
  return kernel.lane === 'text' ? kernel.partOf?.(rule) : undefined;
}

/** A name as it stands in an address: lower-case ASCII letters. No digits, which a number behind it would blur into. */
function spell(name: string, spelling: 'slug' | 'slug-dot', length: number): string {
  const letters = name.toLowerCase();
  // Most names are plain letters, and a locale has thousands.
  const slug = /^[a-z]+$/.test(letters) ? letters : name.normalize('NFKD').toLowerCase().replace(/[^a-z]/g, '') || 'user';
  return spelling === 'slug' ? slug.slice(0, length) : `${slug.slice(0, length - 1)}.`;
}
