import { describe, expect, it } from "vitest";
import { changedFields, configOver, resolveConfig } from "./resolve-config";
import type { TableConfig } from "./table-config";

const standard: TableConfig = {
  metrics: ["margin", "roi"],
  sort: { column: "margin", direction: "desc" },
  frozenColumns: ["brand"],
};
const view: TableConfig = {
  filters: [{ name: "brand", op: "contains", values: ["닥터"] }],
  columnWidths: { brand: 120, roi: 80 },
};

describe("resolveConfig", () => {
  it("lets the URL beat the view and the view the default, field by field", () => {
    expect(resolveConfig(standard, view, { sort: [], filters: [] })).toEqual({
      metrics: ["margin", "roi"],
      sort: [],
      frozenColumns: ["brand"],
      filters: [],
      columnWidths: { brand: 120, roi: 80 },
    });
  });
});

describe("changedFields", () => {
  it("tells how columns are shown", () => {
    const shown: TableConfig = { displays: { roi: { kind: "progress", target: 50 } } };
    expect(changedFields({}, shown)).toEqual(["displays"]);
    expect(changedFields(shown, { displays: { roi: { target: 50, kind: "progress" } } })).toEqual([]);
    expect(configOver(shown, {})).toEqual({ displays: {} });
  });

  it("sees no change where only the writing differs", () => {
    expect(
      changedFields(
        { sort: { column: "a", direction: "asc" }, columnWidths: { a: 30, b: 40 } },
        {
          sort: [{ column: "a", direction: "asc" }],
          columnWidths: { b: 40, a: 30 },
          filters: [],
          density: "normal",
        },
      ),
    ).toEqual([]);
  });

  it("names each field that differs", () => {
    expect(changedFields(standard, { ...standard, metrics: ["roi", "margin"], sort: [] })).toEqual([
      "metrics",
      "sort",
    ]);
  });
});

describe("configOver", () => {
  it("makes a layer that, laid over the base, gives what was wanted", () => {
    const saved = resolveConfig(standard, view);
    for (const wanted of [standard, view, {}, { ...saved, density: "compact" as const }]) {
      const layer = configOver(saved, { metrics: saved.metrics, ...wanted });
      expect(changedFields(resolveConfig(saved, layer), { metrics: saved.metrics, ...wanted })).toEqual([]);
    }
    expect(configOver(saved, saved)).toEqual({});
  });
});
