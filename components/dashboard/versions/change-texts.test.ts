import { describe, expect, it } from "vitest";
import { changedParts, fieldOf, valueText } from "@/components/dashboard/versions/change-texts";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";

describe("valueText", () => {
  it.each([
    [undefined, "–"],
    [null, "–"],
    ["plain", "plain"],
    [7, "7"],
    [false, "false"],
    [["a", "b"], "a, b"],
    [{ en: "Sales", ko: "매출" }, "매출"],
    [{ x: 0, y: 12, w: 300, h: 40 }, "0, 12 · 300 × 40"],
    [{ x: 0, y: 12, w: 300, h: 40, page: "two" }, "0, 12 · 300 × 40 · two"],
    [[{ name: "roi", op: "lt", values: [0] }], "[{name: roi, op: lt, values: [0]}]"],
    [{ label: { en: "A", ko: "가" } }, "{label: 가}"],
  ])("writes %j", (value, text) => expect(valueText(value, "ko")).toBe(text));

  it("cuts what is long", () => {
    expect(valueText("x".repeat(200), "en")).toBe(`${"x".repeat(79)}…`);
  });
});

describe("fieldOf", () => {
  it("names the first step where it has a name, and keeps the rest as YAML has it", () => {
    expect(fieldOf("chart.series.limit")).toEqual({ named: "chart", rest: "series.limit" });
    expect(fieldOf("schema")).toEqual({ named: null, rest: "schema" });
    expect(fieldOf("toString")).toEqual({ named: null, rest: "toString" });
  });
});

describe("changedParts", () => {
  it("puts a part's changes together under what it is called", () => {
    const before = sampleSpec();
    const after = sampleSpec({
      name: "Renamed",
      widgets: before.widgets.map((widget) =>
        widget.id === "daily" ? { ...widget, title: { en: "Daily", ko: "일별" } } : widget,
      ),
      layout: {
        ...before.layout,
        widgets: { ...before.layout.widgets, daily: { x: 1, y: 104, w: 1151, h: 280 } },
      },
    });
    const parts = changedParts(diffSpecs(before, after), { before, after }, "ko");
    expect(parts.map(({ part, title, changes }) => [part, title, changes.map(({ path }) => path)])).toEqual([
      ["dashboard", "", ["name"]],
      ["widget", "일별", ["title", "box"]],
    ]);
  });
});
