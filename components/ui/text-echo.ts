/**
 * What is told of a text, key by key, comes back later, perhaps when more is written already.
 * @param told what has not come back yet, in order
 * @returns what is still to come back; null: the text is another's
 */
export function awaitEcho(told: readonly string[], text: string): readonly string[] | null {
  const at = told.lastIndexOf(text);
  return at === -1 ? null : told.slice(at + 1);
}
