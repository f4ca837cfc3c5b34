/** Name of a relation, from which its streams come: that of its column where it has one. */
export function relationName({ columns }: { readonly columns: readonly string[] }): string {
  return columns.join(' ');
}
