import { expect, it } from "vitest";
import { progressOf } from "@/lib/table/progress";

it.each([
  [50, 100, { share: 0.5, fill: 0.5, target: 1 }],
  [100, 100, { share: 1, fill: 1, target: 1 }],
  [0, 100, { share: 0, fill: 0, target: 1 }],
  [200, 100, { share: 2, fill: 1, target: 0.5 }],
  [-20, 100, { share: -0.2, fill: 0, target: 1 }],
  ["90071992547409930", "90071992547409930", { share: 1, fill: 1, target: 1 }],
])("%j of %j", (value, target, progress) => {
  expect(progressOf(value, target)).toEqual(progress);
});

it.each([
  [null, 100],
  [undefined, 100],
  [50, null],
  [50, 0],
  [50, -1],
  [true, 100],
  ["x", 100],
])("nothing is said of %j against %j", (value, target) => {
  expect(progressOf(value, target)).toBeNull();
});
