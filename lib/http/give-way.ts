/** Long answers let short ones pass: this process has one thread for all of them. */
import { setImmediate, setTimeout } from "node:timers/promises";

interface Road {
  /** Requests whose readers wait for their answer. */
  waiting: number;
  /** Long answers, one behind the other. */
  line: Promise<void>;
}
const store = globalThis as typeof globalThis & { lookflexRoad?: Road };
store.lookflexRoad ??= { waiting: 0, line: Promise.resolve() };
const road = store.lookflexRoad;

/** A piece waits at most so long for others: under load without end long answers still go on. */
const MOST_MS = 20;

/** Counts a reader who waits. @returns to be called when they no longer do; more than once is once */
export function readerWaits(): () => void {
  road.waiting += 1;
  let waits = true;
  return () => {
    if (waits) road.waiting -= 1;
    waits = false;
  };
}

/** Between two pieces of a long answer: one of all such pieces at a time, and none while others wait, for {@link MOST_MS} at most. */
export function giveWay(): Promise<void> {
  const turn = road.line.then(async () => {
    await setImmediate();
    for (let waited = 0; road.waiting > 0 && waited < MOST_MS; waited += 1) await setTimeout(1);
  });
  road.line = turn;
  return turn;
}
