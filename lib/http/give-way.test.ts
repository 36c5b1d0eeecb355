import { expect, test } from "vitest";
import { giveWay, readerWaits } from "@/lib/http/give-way";

test("pieces go on while nobody waits, in the order they asked", async () => {
  const order: number[] = [];
  await Promise.all([1, 2, 3].map((n) => giveWay().then(() => order.push(n))));
  expect(order).toEqual([1, 2, 3]);
});

test("a piece lets who waits pass, and goes on when they have their answer", async () => {
  const answered = readerWaits();
  let gone = false;
  const piece = giveWay().then(() => {
    gone = true;
  });
  await new Promise((resolve) => setImmediate(resolve));
  await new Promise((resolve) => setImmediate(resolve));
  expect(gone).toBe(false);
  answered();
  answered();
  await piece;
  expect(gone).toBe(true);
});

test("no piece waits for ever", async () => {
  const answered = readerWaits();
  await giveWay();
  answered();
});
