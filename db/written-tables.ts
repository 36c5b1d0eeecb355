/** Tells, in this process, which tables its own statements have written to, once that is committed or undone. */
import "server-only";

type Hear = () => void;
interface Watched {
  tables: RegExp;
  except: RegExp;
  hear: Hear;
}
const store = globalThis as typeof globalThis & { lookflexWrites?: Map<string, Watched> };

/**
 * From now on `hear` is called after each statement outside of a transaction, and each transaction, that may have written to one
 * of these tables: before whoever awaits it goes on. One `hear` a name.
 * @param except texts of statements that change nothing of interest
 */
export function watchWrites(name: string, tables: readonly string[], except: RegExp, hear: Hear): void {
  store.lookflexWrites ??= new Map();
  store.lookflexWrites.set(name, { tables: new RegExp(`\\b(?:${tables.join("|")})\\b`), except, hear });
}

/** Who wants to know of a statement that may write; mostly nobody. Too many rather than too few: what is named may only be read. */
export function watchersOf(text: string): Hear[] {
  if (!store.lookflexWrites || /^\s*select\b/i.test(text)) return [];
  return [...store.lookflexWrites.values()]
    .filter(({ tables, except }) => tables.test(text) && !except.test(text))
    .map(({ hear }) => hear);
}
