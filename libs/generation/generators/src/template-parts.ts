/** A piece of a template: text as it stands, or a column with a format. */
export type TemplatePart = { readonly kind: 'text'; readonly text: string } | TemplateField;

export interface TemplateField {
  readonly kind: 'field';
  readonly column: string;
  /** Empty where none is given. */
  readonly format: string;
  /** Offset into the template. */
  readonly at: number;
}

/** Why a template is none, and where. */
export interface TemplateFault {
  readonly at: number;
  readonly message: string;
}

/** Text, a doubled brace, a field, or a brace that belongs to none of them. */
const PART = /([^{}]+)|\{\{|\}\}|\{\s*([A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)\s*(?::([^{}]*))?\}|([{}])/g;

/** Splits a template, `Order {id:05d} of {{shop}}`, at its fields. Doubled braces stand for themselves. */
export function templateParts(template: string): { readonly parts: readonly TemplatePart[]; readonly fault?: TemplateFault } {
  const parts: TemplatePart[] = [];
  for (const match of template.matchAll(PART)) {
    const [whole, , column, format = '', stray] = match;
    if (stray !== undefined) return { parts: [], fault: { at: match.index, message: stray === '{' ? 'the field that begins here has no name or no end' : 'this brace closes no field' } };
    if (column !== undefined) parts.push({ kind: 'field', column, format, at: match.index });
    else parts.push({ kind: 'text', text: whole === '{{' ? '{' : whole === '}}' ? '}' : whole });
  }
  return { parts };
}
