/** One of five tints for a person, always the same one: a hash of the id, not of the name. */
export function tintOf(id: string): 1 | 2 | 3 | 4 | 5 {
  let hash = 0;
  for (const char of id) hash = (hash * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  const tints = [1, 2, 3, 4, 5] as const;
  return tints[hash % tints.length] ?? 1;
}
