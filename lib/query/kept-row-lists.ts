import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { ByteLru } from "@/lib/cache/byte-lru";
import { Flights } from "@/lib/cache/flights";
import { AppError } from "@/lib/errors";
import type { Cell } from "@/lib/query/result";
import { ROW_LIST_CAPS, type RowList } from "@/lib/query/row-list";

/** Beside the answers' own cache: three of the largest lists, or hundreds of usual ones. */
const MOST_BYTES = 192 * 1024 * 1024;
/** Nobody scrolls in it any more. */
const IDLE_MS = 600_000;
/** For whoever changed data and told nobody. */
const KEEP_MS = 3_600_000;
/** Where nobody counts the data's changes, so old a list may be for who begins to scroll. */
const UNCOUNTED_MS = 30_000;

/** A list with what was told together with its rows. */
export interface KeptRowList extends RowList {
  grandTotal: Record<string, Cell> | undefined;
  dataAsOf: string | null;
  rollup: string | null;
}

export interface RowListQuestion {
  /** All that the rows depend on but the data: where they are read and the plan, which holds the row rules. */
  key: string;
  /** The state of the data; null where nobody counts. */
  version: string | null;
  /** The list a window is asked of; without one it begins. */
  list: string | undefined;
  signal: AbortSignal | undefined;
  make(signal: AbortSignal): Promise<KeptRowList>;
}

export interface FoundRowList {
  id: string;
  list: KeptRowList;
  /** Nothing was read for it. */
  cached: boolean;
}

interface Entry {
  list: KeptRowList;
  madeAt: number;
  usedAt: number;
}

interface Lists {
  kept: ByteLru<Entry>;
  /** The list that was made last, by key. */
  newest: ByteLru<string>;
  flights: Flights<FoundRowList>;
}

const memo = globalThis as typeof globalThis & { lookflexRowLists?: Lists };
const lists = (): Lists => {
  memo.lookflexRowLists ??= {
    kept: new ByteLru(MOST_BYTES, ROW_LIST_CAPS.bytes + 1024 * 1024),
    newest: new ByteLru(1024 * 1024, 1024),
    flights: new Flights(),
  };
  return memo.lookflexRowLists;
};

const isOld = ({ madeAt, usedAt }: Entry): boolean =>
  Date.now() - usedAt > IDLE_MS || Date.now() - madeAt > KEEP_MS;

const expired = () => new AppError("CONFLICT_001", { key: "rowListExpired", details: { expired: true } });

/**
 * The list a question's windows are read from: made once, whoever asks meanwhile, cancelled when all of them have left. Of counted
 * data its name is made from the question and the version, so that a list that had to go is made again as it was.
 * @throws AppError CONFLICT_001 `rowListExpired` for a list of other data, another question, or one that is gone; as `make`
 */
export async function findRowList(question: RowListQuestion): Promise<FoundRowList> {
  const { key, version, list } = question;
  if (version === null) return findUncounted(question);
  const id = createHash("sha256")
    .update(JSON.stringify([key, version]))
    .digest("base64url");
  if (list !== undefined && list !== id) throw expired();
  return fromKept(key, id) ?? (await make(question, () => id));
}

async function findUncounted(question: RowListQuestion): Promise<FoundRowList> {
  const { key, list } = question;
  if (list !== undefined) {
    const found = fromKept(key, list);
    if (!found) throw expired();
    return found;
  }
  const newest = lists().newest.get(key);
  const found = newest === undefined ? null : fromKept(key, newest, UNCOUNTED_MS);
  return found ?? (await make(question, randomUUID));
}

/** Under the question's key: another's list, of other row rules for one, is not to be found by its name. */
const place = (key: string, id: string) => `${key} ${id}`;

function fromKept(key: string, id: string, most = KEEP_MS): FoundRowList | null {
  const entry = lists().kept.get(place(key, id));
  if (!entry || isOld(entry) || Date.now() - entry.madeAt > most) return null;
  entry.usedAt = Date.now();
  return { id, list: entry.list, cached: true };
}

async function make({ key, version, signal, make: run }: RowListQuestion, name: () => string) {
  const { kept, newest, flights } = lists();
  kept.sweep(isOld);
  return flights.join(
    `${key} ${version ?? "-"}`,
    async (cancelled): Promise<FoundRowList> => {
      const madeAt = Date.now();
      const list = await run(cancelled);
      const id = name();
      // What an older version had is of no use to anybody.
      const before = newest.get(key);
      if (version !== null && before !== undefined && before !== id) kept.delete(place(key, before));
      newest.set(key, id, id.length);
      kept.set(place(key, id), { list, madeAt, usedAt: Date.now() }, list.bytes);
      return { id, list, cached: false };
    },
    signal,
  );
}

/** Forgets every list this process keeps. For tests. */
export function clearRowLists(): void {
  lists().kept.clear();
  lists().newest.clear();
}
