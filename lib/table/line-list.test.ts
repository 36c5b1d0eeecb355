import { expect, test } from "vitest";
import type { Result } from "@/lib/query/result";
import { mappedLines, windowLines } from "./line-list";
import { WINDOW_ROWS } from "./plan-windows";

const result = (from: number, rows: number) =>
  ({ rows: Array.from({ length: rows }, (_, i) => [from + i]) }) as unknown as Result;
const linesOf = ({ rows }: Result) => rows.map(([n]) => ({ n }));

test("a line is found in its window, then among those that came first, and nowhere else", () => {
  const windows = new Map<number, Result>();
  const first = { offset: 50, lines: [{ n: 50 }, { n: 51 }] };
  const lines = windowLines({ length: 500, windows: () => windows, linesOf, first });
  expect(lines.at(49)).toBeUndefined();
  expect(lines.at(51)).toEqual({ n: 51 });
  expect(lines.at(52)).toBeUndefined();
  windows.set(2, result(2 * WINDOW_ROWS, 100));
  expect(lines.at(2 * WINDOW_ROWS + 99)).toEqual({ n: 499 });
  // A window ends where the rows do.
  expect(lines.at(500)).toBeUndefined();
  expect(lines.at(-1)).toBeUndefined();
});

test("mapped lines end with the one behind them", () => {
  const lines = [{ n: 1 }, { n: 2 }];
  const mapped = mappedLines(lines, ({ n }) => n * 10, 99);
  expect(mapped.length).toBe(3);
  expect([0, 1, 2, 3].map((place) => mapped.at(place))).toEqual([10, 20, 99, undefined]);
  expect(mappedLines(lines, ({ n }) => n, undefined).at(2)).toBeUndefined();
});
