/** Names compare without regard to case, as the engines do it for plain ones. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
