import { expect, test } from "vitest";
import { describeDataset } from "@/lib/datasets/dataset-info";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";

test("what is hidden from a viewer is named nowhere, not even by the address another value leads to", () => {
  const admin = describeDataset(HOSTILE, testViewer({ role: "admin" }));
  const editor = describeDataset(HOSTILE, testViewer({ role: "editor" }));
  const linkOf = (info: typeof admin) => info.dimensions.find(({ name }) => name === "product")?.link;
  expect(linkOf(admin)).toBe("/d/item?f.product={product}&f.size={size}");
  expect(linkOf(editor)).toBeUndefined();
  for (const name of ["secret", "size", "huge"]) expect(JSON.stringify(editor)).not.toContain(name);
});

test("only what counts all source rows says so", () => {
  const { measures } = describeDataset(HOSTILE, testViewer({ role: "admin" }));
  expect(measures.filter(({ countsRows }) => countsRows).map(({ name }) => name)).toEqual(["orders"]);
});
