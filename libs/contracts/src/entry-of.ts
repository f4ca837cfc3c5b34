/** The entry of a constant table under a name that somebody else has chosen: `constructor` and `toString` name none, though every object has them. */
export function entryOf<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
