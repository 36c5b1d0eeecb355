import "server-only";
import { AppError } from "@/lib/errors";
import { Slots } from "@/lib/sources/slots";

/** Each hash takes 19 MB and a core for tens of milliseconds: a crowd at the door must not take the machine. */
const AT_ONCE = 4;
const LONGEST_LINE = 100;

const store = globalThis as typeof globalThis & { lookflexHashing?: Slots };
store.lookflexHashing ??= new Slots(AT_ONCE, LONGEST_LINE);
const slots = store.lookflexHashing;

const STAYS = new AbortController().signal;

/** Hashes when it is its turn. @throws AppError RATE_001 when the line is full */
export async function inHashingLine<T>(hash: () => Promise<T>): Promise<T> {
  try {
    return await slots.run(hash, STAYS);
  } catch (error) {
    if (error instanceof AppError && error.key === "queryOverloaded")
      throw new AppError("RATE_001", { retryAfter: 2 });
    throw error;
  }
}
