import { expect, test } from "vitest";
import { parseInput } from "@/lib/parse-input";
import { planQuery } from "@/lib/query/plan-query";
import { Query, type QueryInput } from "@/lib/query/query";
import { ColumnWriter } from "@/lib/query/result-columns";
import { HOSTILE } from "@/lib/query/testing/hostile-dataset";
import { testViewer } from "@/lib/query/testing/test-viewer";

const linkOf = (dimensions: QueryInput["dimensions"], role: "admin" | "editor", dataset = HOSTILE) => {
  const query = parseInput(Query, { dataset: "hostile", dimensions, measures: ["orders"] });
  const columns = new ColumnWriter(
    planQuery(query, dataset, testViewer({ role }), new Date(0)),
    dataset,
    "en",
  );
  return columns.columns().find(({ label }) => label === "Product")?.link;
};

test("a column leads somewhere where its rows hold all that the address needs", () => {
  expect(linkOf(["product", "size"], "admin")).toBe("/d/item?f.product={product}&f.size={size}");
  expect(linkOf(["product"], "admin")).toBeUndefined();
  expect(linkOf([{ name: "product", as: "item" }, "size"], "admin")).toBeUndefined();
});

test("an address never names what is hidden from who asks, nor takes what is masked", () => {
  expect(linkOf(["product"], "editor")).toBeUndefined();
  const dimensions = HOSTILE.dimensions.map((d) => (d.name === "product" ? { ...d, link: "/b/{brand}" } : d));
  expect(linkOf(["product", "brand"], "admin", { ...HOSTILE, dimensions })).toBe("/b/{brand}");
  expect(linkOf(["product", "brand"], "editor", { ...HOSTILE, dimensions })).toBeUndefined();
});
