import { expect, it } from "vitest";
import {
  chosenDimensions,
  chosenMeasures,
  compareMeasures,
  groupDimensions,
  orderDimensions,
  orderMeasures,
  toggleDimension,
  toggleMeasure,
  turnDimension,
} from "@/lib/explore/choose-fields";
import type { TableConfig } from "@/lib/table/table-config";

const over = (now: TableConfig, change: TableConfig): TableConfig => ({ ...now, ...change });

it("adds a dimension last and takes it away from wherever it stands, with what it sorted", () => {
  let now: TableConfig = {
    dimensions: ["brand"],
    groups: ["channel"],
    sort: { column: "channel", direction: "asc" },
  };
  now = over(now, toggleDimension(now, "date"));
  expect(chosenDimensions(now)).toEqual({ rows: ["channel", "brand", "date"], across: [] });
  now = over(now, turnDimension(now, "date", true));
  expect(now.pivot?.dimensions).toEqual([{ name: "date", grain: "month" }]);
  expect(chosenDimensions(now)).toEqual({ rows: ["channel", "brand"], across: ["date"] });
  now = over(now, toggleDimension(now, "date"));
  expect(chosenDimensions(now)).toEqual({ rows: ["channel", "brand"], across: [] });
  now = over(now, toggleDimension(now, "channel"));
  expect(now).toMatchObject({ dimensions: ["brand"], groups: [], sort: [] });
});

it("turns a dimension back from the columns to the end of the rows", () => {
  const now: TableConfig = { dimensions: ["brand"], pivot: { dimensions: ["channel"], limit: 10 } };
  const next = over(now, turnDimension(now, "channel", false));
  expect(chosenDimensions(next)).toEqual({ rows: ["brand", "channel"], across: [] });
});

it("shows a measure with its change where a period is compared with, and hides both with what they sorted", () => {
  const now: TableConfig = {
    metrics: ["roi"],
    sort: [
      { column: "margin__change", direction: "desc" },
      { column: "roi", direction: "asc" },
    ],
  };
  const shown = over(now, toggleMeasure(now, "margin", true));
  expect(shown.metrics).toEqual(["roi", "margin", "margin__change"]);
  expect(chosenMeasures(shown)).toEqual(["roi", "margin"]);
  expect(over(shown, toggleMeasure(shown, "margin", true))).toMatchObject({
    metrics: ["roi"],
    sort: [{ column: "roi", direction: "asc" }],
  });
  expect(orderMeasures(shown, ["margin", "roi"]).metrics).toEqual(["margin", "margin__change", "roi"]);
});

it("compares all measures at once, once, and none any more", () => {
  const now: TableConfig = { metrics: ["roi", "margin"] };
  const compared = over(now, compareMeasures(now, true));
  expect(compared.metrics).toEqual(["roi", "roi__change", "margin", "margin__change"]);
  expect(compareMeasures(compared, true)).toEqual({});
  expect(over(compared, compareMeasures(compared, false)).metrics).toEqual(["roi", "margin"]);
});

it("orders rows and groups alike", () => {
  expect(orderDimensions({ dimensions: ["a", "b"], groups: ["c", "d"] }, ["d", "c", "b", "a"])).toEqual({
    dimensions: ["b", "a"],
    groups: ["d", "c"],
    expanded: {},
  });
});

it("lists dimensions under their hierarchies, each once", () => {
  const dimensions = ["date", "brand", "product", "sku"].map((name) => ({
    name,
    label: name,
    type: "string" as const,
  }));
  const hierarchies = [
    { name: "a", label: "Catalogue", levels: ["brand", "product", "sku"] },
    { name: "b", label: "Short", levels: ["brand", "sku"] },
  ];
  expect(groupDimensions({ dimensions, hierarchies })).toEqual([
    { label: null, names: ["date"] },
    { label: "Catalogue", names: ["brand", "product", "sku"] },
  ]);
});
