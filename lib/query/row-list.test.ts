import fc from "fast-check";
import { expect, test } from "vitest";
import type { Cell } from "@/lib/query/result";
import { packRows, type RowListCaps, readRows } from "@/lib/query/row-list";

const CAPS: RowListCaps = { rows: 100_000, bytes: 1 << 24 };
const rowsTo = (count: number): Cell[][] => Array.from({ length: count }, (_, i) => [i, `r${i}`, null, 0.5]);

async function* inBatches(rows: Cell[][], size: number, taken: { batches: number } = { batches: 0 }) {
  for (let i = 0; i < rows.length; i += size) {
    taken.batches++;
    yield rows.slice(i, i + size);
  }
}

test("any window is the same rows as a slice of all, however they came", async () => {
  const all = rowsTo(3456);
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 2500 }),
      fc.nat(4000),
      fc.nat(2500),
      async (batch, from, length) => {
        const list = await packRows(inBatches(all, batch), CAPS);
        expect(list).toMatchObject({ rows: all.length, cut: false });
        expect(await readRows(list, from, from + length)).toEqual(all.slice(from, from + length));
      },
    ),
    { numRuns: 25 },
  );
});

test("rows beyond the cap are cut, said, and no longer read", async () => {
  const taken = { batches: 0 };
  const list = await packRows(inBatches(rowsTo(10_000), 700, taken), { ...CAPS, rows: 2500 });
  expect(list).toMatchObject({ rows: 2500, cut: true });
  expect(taken.batches).toBe(4);
  expect(await readRows(list, 2400, 2600)).toEqual(rowsTo(2500).slice(2400));
  expect((await packRows(inBatches(rowsTo(2500), 700), { ...CAPS, rows: 2500 })).cut).toBe(false);
});

test("packed rows stay within their bytes, without holes", async () => {
  const noise = Array.from({ length: 5000 }, (_, i): Cell[] => [`${Math.sin(i)} ${Math.cos(i * 7)}`]);
  const whole = await packRows(inBatches(noise, 1000), CAPS);
  const list = await packRows(inBatches(noise, 1000), { ...CAPS, bytes: whole.bytes / 2 });
  expect(list.cut).toBe(true);
  expect(list.bytes).toBeLessThanOrEqual(whole.bytes / 2);
  expect(list.rows % 1000).toBe(0);
  expect(await readRows(list, 0, 9999)).toEqual(noise.slice(0, list.rows));
});

test("no rows are a list too", async () => {
  const list = await packRows(inBatches([], 10), CAPS);
  expect(list).toMatchObject({ rows: 0, cut: false });
  expect(await readRows(list, 0, 100)).toEqual([]);
});
