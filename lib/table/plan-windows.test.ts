import { expect, test } from "vitest";
import {
  farWindows,
  neededWindows,
  planWindows,
  WINDOW_ROWS,
  type WindowNeed,
} from "@/lib/table/plan-windows";

const need = (fields: Partial<WindowNeed> = {}): WindowNeed => ({
  first: 10 * WINDOW_ROWS + 5,
  last: 10 * WINDOW_ROWS + 30,
  direction: 1,
  total: 1_000_000,
  ...fields,
});
const set = (...windows: number[]) => new Set(windows);

test("what is in sight comes first, then what lies ahead, then one behind", () => {
  expect(neededWindows(need())).toEqual([10, 11, 12, 9]);
  expect(neededWindows(need({ direction: -1 }))).toEqual([10, 9, 8, 11]);
  expect(neededWindows(need({ last: 11 * WINDOW_ROWS }))).toEqual([10, 11, 12, 13, 9]);
  expect(neededWindows(need({ last: 11 * WINDOW_ROWS, direction: -1 }))).toEqual([11, 10, 9, 8, 12]);
});

test("no window before the first row nor after the last", () => {
  expect(neededWindows(need({ first: 0, last: 20, direction: -1 }))).toEqual([0, 1]);
  expect(neededWindows(need({ total: 10 * WINDOW_ROWS + 31 }))).toEqual([10, 9]);
  expect(neededWindows(need({ first: 0, last: 20, total: 0 }))).toEqual([]);
});

test("asks for what is neither there nor under way, and gives up what is behind", () => {
  expect(planWindows(need(), set(10), set(11))).toMatchObject({ blank: false, ask: [12, 9], cancel: [] });
  expect(planWindows(need(), set(10), set(3, 4, 5, 11)).cancel).toEqual([3, 4, 5]);
  expect(planWindows(need({ first: 0, last: 2000 }), set(), set()).ask).toEqual([0, 1, 2, 3]);
});

test("nothing is read ahead while something in sight is missing", () => {
  expect(planWindows(need(), set(), set())).toEqual({ ask: [10], cancel: [], blank: true });
  expect(planWindows(need(), set(), set(10, 11))).toEqual({ ask: [], cancel: [], blank: true });
  expect(planWindows(need(), set(10), set())).toEqual({ ask: [11, 12, 9], cancel: [], blank: false });
});

test("forgets the windows farthest away", () => {
  expect(farWindows(need(), [1, 9, 10, 11, 30, 12], 4).sort((a, b) => a - b)).toEqual([1, 30]);
  expect(farWindows(need(), [1, 2], 4)).toEqual([]);
});
