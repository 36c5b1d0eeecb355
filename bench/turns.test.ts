import { expect, it } from "vitest";
import { takeTurns } from "./turns";

const signal = new AbortController().signal;

it("goes in turns, who is first too, and pairs each turn's two times", async () => {
  const order: string[] = [];
  const side = (name: string, ms: number) => async (turn: number) => {
    order.push(`${name}${turn}`);
    return ms * (turn + 1);
  };
  const paired = await takeTurns(
    { turns: 3, mostMs: 60_000, signal },
    side("product ", 30),
    side("floor ", 10),
  );
  expect(order).toEqual(["product 0", "floor 0", "floor 1", "product 1", "product 2", "floor 2"]);
  expect(paired).toMatchObject({ product: { median: 60 }, floor: { median: 20 }, ratio: 3, turns: 3 });
});

it("takes a few turns however long they last, and stops when it is told to", async () => {
  const one = async () => 1;
  expect((await takeTurns({ turns: 100, mostMs: 0, signal }, one, one)).turns).toBe(5);
  const stopped = takeTurns({ turns: 3, mostMs: 0, signal: AbortSignal.abort(new Error("stop")) }, one, one);
  await expect(stopped).rejects.toThrow("stop");
});
