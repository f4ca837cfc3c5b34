/** Names for columns that must have one each: `id, id` becomes `id, id_1`; case makes no difference. */
export function uniqueNames(names: readonly string[]): readonly string[] {
  const taken = new Set(names.map((name) => name.toLowerCase()));
  const used = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let number = 1; used.has(unique.toLowerCase()) || (number > 1 && taken.has(unique.toLowerCase())); number++) unique = `${name}_${number}`;
    used.add(unique.toLowerCase());
    return unique;
  });
}
