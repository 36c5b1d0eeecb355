import "server-only";
import { Slots } from "@/lib/sources/slots";

/** Files of one person that are written at a time; the next ones wait. Sources have few places for big reads, for everybody. */
const AT_ONCE = 2;
const LONGEST_LINE = 20;

interface Line {
  slots: Slots;
  /** Who is in it, at work or waiting. */
  count: number;
}
const store = globalThis as typeof globalThis & { lookflexFilePlaces?: Map<string, Line> };
store.lookflexFilePlaces ??= new Map();
const lines = store.lookflexFilePlaces;

/**
 * A place for one more file of a person.
 * @returns gives it back; more than once is once
 * @throws AppError QUERY_002 when too many wait already; the signal's reason when it fires in line
 */
export function holdPlace(userId: string, signal: AbortSignal): Promise<() => void> {
  const line = lines.get(userId) ?? { slots: new Slots(AT_ONCE, LONGEST_LINE), count: 0 };
  lines.set(userId, line);
  line.count += 1;
  return new Promise((resolve, reject) => {
    line.slots
      .run(() => new Promise<void>((release) => resolve(() => release())), signal)
      .catch(reject)
      .finally(() => {
        line.count -= 1;
        if (line.count === 0) lines.delete(userId);
      });
  });
}
