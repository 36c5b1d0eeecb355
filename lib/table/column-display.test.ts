import { describe, expect, it } from "vitest";
import { ColumnDisplay } from "@/lib/table/column-display";
import { drawnColumn } from "@/lib/table/columns";
import { displayMeasures, suitableDisplays } from "@/lib/table/suitable-displays";

describe("ColumnDisplay", () => {
  it.each([
    "javascript:alert(1)",
    "https://{brand}.example/",
    "https://example.com{brand}",
    "https://me@example.com/{brand}",
    "//evil.example/{brand}",
    "/\\evil.example",
    "https://example.com/a b",
    "data:text/html,{brand}",
  ])("refuses the address %j: no row may say whose page it is", (to) => {
    expect(ColumnDisplay.safeParse({ kind: "link", to }).success).toBe(false);
    expect(ColumnDisplay.safeParse({ kind: "image", to }).success).toBe(false);
  });

  it("refuses targets no value can be held against", () => {
    expect(ColumnDisplay.safeParse({ kind: "progress", target: 0 }).success).toBe(false);
    expect(ColumnDisplay.safeParse({ kind: "progress", target: -5 }).success).toBe(false);
    expect(ColumnDisplay.safeParse({ kind: "bar", target: 5 }).success).toBe(false);
  });
});

it("offers what says something about a type", () => {
  expect(suitableDisplays({ kind: "dimension", type: "string" })).toEqual(["link", "image", "badge"]);
  expect(suitableDisplays({ kind: "dimension", type: "date" })).toEqual(["link", "badge"]);
  expect(suitableDisplays({ kind: "measure", type: "number" })).toEqual(["bar", "progress", "sparkline"]);
  expect(
    suitableDisplays({ kind: "measure", type: "number", of: { measure: "roi", part: "delta" } }),
  ).not.toContain("sparkline");
});

it("draws a column plainly where its display does not suit it", () => {
  const column = { name: "brand", label: "Brand", kind: "dimension", type: "string" } as const;
  expect(drawnColumn(column, { displays: { brand: { kind: "sparkline" } } }).display).toBeUndefined();
  expect(drawnColumn(column, { displays: { brand: { kind: "badge" } } }).display).toEqual({ kind: "badge" });
});

it("needs the measure a shown progress is held against", () => {
  const displays = {
    margin: { kind: "progress", of: "cost" },
    roi: { kind: "progress", of: "roas" },
  } as const;
  expect(displayMeasures(displays, new Set(["margin"]))).toEqual(["cost"]);
});
