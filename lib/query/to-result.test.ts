import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { sectionsOf } from "@/lib/query/compile/sections";
import { planQuery } from "@/lib/query/plan-query";
import { Query } from "@/lib/query/query";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";
import { toResult } from "@/lib/query/to-result";

/** A pivot of so many products by so many brands, of which each product has one, the first with this value. */
function sparse(rows: number, columns: number, first: number | null = 1) {
  const input = {
    dataset: "hostile",
    dimensions: ["product"],
    measures: ["orders"],
    pivot: { dimensions: ["brand"], limit: 500, rowTotals: false },
    limit: 100_000,
  };
  const plan = planQuery(parseInput(Query, input), HOSTILE, testViewer({ role: "admin" }), new Date(0));
  const levelOf = (kind: string) => sectionsOf(plan).findIndex((section) => section.kind === kind);
  const list = (length: number, line: (i: number) => unknown[]) => Array.from({ length }, (_, i) => line(i));
  const lines = [
    ...list(columns, (i) => [levelOf("columns"), i + 1, null, null, `b${i}`, 1]),
    ...list(rows, (i) => [levelOf("rows"), i + 1, null, `p${i}`, null, 1]),
    ...list(rows, (i) => [levelOf("cells"), i + 1, (i % columns) + 1, null, null, i === 0 ? first : 1]),
  ];
  const facts = { cached: false, stale: false, elapsedMs: 0, dataAsOf: null };
  return toResult(plan, HOSTILE, "en", { sets: [lines], truncated: false }, facts);
}

test("a pivot tells groups whose values are all null from those there are not", () => {
  const result = sparse(3, 2, null);
  expect(result.rows).toEqual([
    ["p0", null, null],
    ["p1", null, 1],
    ["p2", 1, null],
  ]);
  expect(result.valueless).toEqual([[1, 0, 0]]);
  expect(sparse(3, 2).valueless).toBeUndefined();
});

test("a pivot's empty cells count too: few lines of a source must not fill the process", () => {
  expect(sparse(1000, 500).rows).toHaveLength(1000);
  expect(() => sparse(90_000, 500)).toThrow(
    expect.objectContaining({ code: "QUERY_001", key: "answerTooLarge" }),
  );
});
