/** What follows from who stands in whom. Pure. */

/** A folder as the table has it. */
export interface FolderLink {
  id: string;
  parentId: string | null;
  name: string;
}

/** From the topmost folder down to this one; empty for one that is not there. */
export function chainOf<T extends FolderLink>(folders: ReadonlyMap<string, T>, id: string | null): T[] {
  const chain: T[] = [];
  for (let at = id; at !== null; ) {
    const folder = folders.get(at);
    if (!folder || chain.includes(folder)) break;
    chain.unshift(folder);
    at = folder.parentId;
  }
  return chain;
}

/** `Marketing/Brand`; null for one that is not there. */
export const pathOf = (folders: ReadonlyMap<string, FolderLink>, id: string | null): string | null =>
  chainOf(folders, id)
    .map(({ name }) => name)
    .join("/") || null;

/** How many levels stand in a folder, itself included. */
export function heightOf(folders: ReadonlyMap<string, FolderLink>, id: string): number {
  const inside = [...folders.values()].filter(({ parentId }) => parentId === id);
  return 1 + Math.max(0, ...inside.map((folder) => heightOf(folders, folder.id)));
}

/** The folder a path leads to, case and Unicode form aside. */
export function findByPath<T extends FolderLink>(
  folders: ReadonlyMap<string, T>,
  path: string,
): T | undefined {
  const fold = (text: string | null) => text?.normalize("NFC").toLowerCase();
  return [...folders.values()].find(({ id }) => fold(pathOf(folders, id)) === fold(path));
}
