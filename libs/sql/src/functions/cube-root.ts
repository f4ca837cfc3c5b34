/** The cube root of a double. C libraries differ in the last digit of cbrt(27): a whole root is given as such. */
export function cubeRoot(value: string): string {
  const root = `cbrt(${value})`;
  return `CASE WHEN power(round(${root}), 3) = ${value} THEN round(${root}) ELSE ${root} END`;
}
