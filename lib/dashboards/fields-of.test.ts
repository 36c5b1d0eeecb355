import { expect, it } from "vitest";
import { fieldsOf } from "@/lib/dashboards/fields-of";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

const field = (name: string) => ({ name, label: name.toUpperCase(), type: "number" as const });
const datasets = new Map([
  ["sales", { dimensions: [field("brand"), field("sku")], measures: [field("roi"), field("margin")] }],
]) as unknown as Parameters<typeof fieldsOf>[1];

it("names the fields of widgets, of tables without chosen metrics all measures", () => {
  const table = (config: object) => ({
    ...sampleSpec(),
    controls: [],
    widgets: [{ id: "t", type: "table", dataset: "sales", dimensions: ["brand"], filters: [], config }],
  });
  expect(fieldsOf(table({ metrics: ["roi"] }) as never, datasets)).toEqual(["brand", "BRAND", "roi", "ROI"]);
  expect(fieldsOf(table({}) as never, datasets)).toEqual(
    expect.arrayContaining(["brand", "roi", "margin", "MARGIN"]),
  );
  expect(
    fieldsOf({ ...table({}), widgets: [{ id: "x", type: "text", text: "roi" }] } as never, datasets),
  ).toEqual([]);
});
