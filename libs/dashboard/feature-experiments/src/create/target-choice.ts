import { applyEdits, modify } from 'jsonc-parser';

const KEY = 'target_warehouse';
const FORMAT = { formattingOptions: { tabSize: 2, insertSpaces: true } };

/** Id of the target that a definition names: empty where it names none, undefined where the text can't be read. */
export function targetOf(text: string): string | undefined {
  const definition = parsed(text);
  if (definition === undefined) return undefined;
  const target = definition[KEY];
  return typeof target === 'string' ? target : '';
}

/** The text with another target, or (for an empty id) without one; everything else stays as the user wrote it. */
export function withTarget(text: string, id: string): string {
  const keys = Object.keys(parsed(text) ?? {});
  // After the name and the description, where a reader looks for it.
  const getInsertionIndex = () => keys.filter((key) => key === 'name' || key === 'description').length;
  return applyEdits(text, modify(text, [KEY], id === '' ? undefined : id, { ...FORMAT, getInsertionIndex }));
}

function parsed(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    // SyntaxError: the user is in the middle of writing.
    return undefined;
  }
}
