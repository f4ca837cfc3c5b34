import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/json';
import type { TextRange } from '@dw-sim/dashboard-ui';

type Step = string | number;

const STEP = /\.([A-Za-z_$][\w$-]*)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*"|'[^']*')\]/y;

/**
 * The part of a JSON text that a path such as `$.tables[0].columns[1].min_value` means: a scalar's value, the name of
 * an object or array in a property, else its opening bracket. `target: 'name'` asks for the property's name in any case.
 * Where the path leads past what is there (a missing key), it is the deepest part that exists. Works on broken JSON as
 * far as it can be read. Undefined where the text holds no value at all, or the path is none.
 */
export function rangeOfJsonPath(text: string, path: string, target: 'value' | 'name' = 'value'): TextRange | undefined {
  const steps = stepsOf(path);
  let node = valueIn(parser.parse(text).topNode);
  if (!steps || !node) return undefined;
  for (const step of steps) {
    const next = childAt(text, node, step);
    if (!next) return markOf(node, 'value');
    node = next;
  }
  return markOf(node, target);
}

/** The steps of a path, or undefined where it is none. `$` alone has no step. */
export function stepsOf(path: string): Step[] | undefined {
  if (!path.startsWith('$')) return undefined;
  const steps: Step[] = [];
  STEP.lastIndex = 1;
  while (STEP.lastIndex < path.length) {
    const match = STEP.exec(path);
    if (!match) return undefined;
    steps.push(match[1] ?? (match[2] === undefined ? unquote(match[3]) : Number(match[2])));
  }
  return steps;
}

function childAt(text: string, node: SyntaxNode, step: Step): SyntaxNode | null {
  if (typeof step === 'number') return node.name === 'Array' ? (valuesIn(node)[step] ?? null) : null;
  // The last of several equal names wins, as in JSON.parse.
  const property = node.getChildren('Property').findLast((child) => nameOf(text, child) === step);
  return property ? (valueIn(property) ?? property) : null;
}

function nameOf(text: string, property: SyntaxNode): string | undefined {
  const name = property.getChild('PropertyName');
  return name ? unquote(text.slice(name.from, name.to)) : undefined;
}

function markOf(node: SyntaxNode, target: 'value' | 'name'): TextRange {
  const name = node.parent?.getChild('PropertyName');
  const isContainer = node.name === 'Object' || node.name === 'Array';
  if (name && (target === 'name' || isContainer)) return { from: name.from, to: name.to };
  return isContainer ? { from: node.from, to: node.from + 1 } : { from: node.from, to: node.to };
}

function valueIn(node: SyntaxNode): SyntaxNode | undefined {
  return valuesIn(node)[0];
}

const VALUES = new Set(['Object', 'Array', 'String', 'Number', 'True', 'False', 'Null']);

function valuesIn(node: SyntaxNode): SyntaxNode[] {
  const values: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) if (VALUES.has(child.name)) values.push(child);
  return values;
}

function unquote(quoted: string): string {
  if (quoted.startsWith("'")) return quoted.slice(1, -1);
  try {
    return JSON.parse(quoted) as string;
  } catch {
    // A SyntaxError: an escape that JSON does not know; the raw text is the best name there is.
    return quoted.slice(1, -1);
  }
}
