import { type Paired, pairsOf } from "./statistics";

export interface TurnOptions {
  turns: number;
  /** No new turn begins after so long, once there were a few. */
  mostMs: number;
  signal: AbortSignal;
}

const LEAST = 5;

/** Times the product and its floor in turns, who goes first in turns too. Each side is told the turn and gives its ms. */
export async function takeTurns(
  { turns, mostMs, signal }: TurnOptions,
  product: (turn: number) => Promise<number>,
  floor: (turn: number) => Promise<number>,
): Promise<Paired> {
  const taken: [number, number][] = [];
  const until = performance.now() + mostMs;
  for (let turn = 0; turn < turns && (turn < LEAST || performance.now() < until); turn += 1) {
    signal.throwIfAborted();
    if (turn % 2 === 0) {
      const first = await product(turn);
      taken.push([first, await floor(turn)]);
    } else {
      const first = await floor(turn);
      taken.push([await product(turn), first]);
    }
  }
  return pairsOf(taken);
}

/** How long something took, in ms. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
