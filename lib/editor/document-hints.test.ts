import { describe, expect, it } from "vitest";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { toYaml } from "@/lib/dashboards/to-yaml";
import { documentHints } from "@/lib/editor/document-hints";

const SALES = {
  id: "sales",
  label: "Sales",
  dimensions: [{ name: "brand", label: "Brand" }, { name: "channel" }],
  measures: [{ name: "margin", label: "Margin" }, { name: "roi" }],
};
/** What is offered at `|`. */
function labels(marked: string): string[] {
  const at = marked.indexOf("|");
  return documentHints(marked.replace("|", ""), at, [SALES])?.options.map(({ label }) => label) ?? [];
}
const sample = toYaml(sampleSpec());
const within = (before: string, after: string) => labels(sample.replace(before, after));

describe("documentHints", () => {
  it("offers the keys of the kind of widget and chart at hand, and no other's", () => {
    const keys = within("    measures:\n", "    |\n    measures:\n");
    expect(keys).toEqual(expect.arrayContaining(["title", "goals", "ignores"]));
    expect(keys).not.toContain("chart");
    const chart = within("      series: channel\n", "      series: channel\n      |\n");
    expect(chart).toEqual(expect.arrayContaining(["top", "references"]));
    expect(chart).not.toContain("bars");
    expect(labels("slug: x\n|\n")).toEqual(expect.arrayContaining(["name", "widgets", "layout"]));
  });

  it("offers values: kinds, switches, and kinds of widgets while there is none yet", () => {
    expect(within("kind: bar", "kind: |")).toEqual(expect.arrayContaining(["bar", "treemap"]));
    expect(within("isPublic: true", "isPublic: |")).toEqual(["true", "false"]);
    expect(labels("widgets:\n  - id: a\n    type: |\n")).toEqual([
      "kpi",
      "chart",
      "table",
      "text",
      "section",
    ]);
  });

  it("offers the names of the widget's own dataset where they fit", () => {
    expect(within("dataset: sales", "dataset: |")).toEqual(["sales"]);
    expect(within("measure: margin", "measure: |")).toEqual(["margin", "roi"]);
    expect(within("      - roi", "      - |")).toEqual(["margin", "roi"]);
    // A dimension is a name, or an object with one.
    expect(within("      - brand", "      - |")).toEqual(["brand", "channel", "name", "grain", "as"]);
    expect(within("name: date", "name: |")).toEqual(["brand", "channel"]);
    expect(within("column: margin", "column: |")).toEqual(["brand", "channel", "margin", "roi"]);
    expect(
      labels(sample.replaceAll("dataset: sales", "dataset: none").replace("      - roi", "      - |")),
    ).toEqual([]);
  });

  it("offers the controls that a widget may ignore", () => {
    expect(within("    measures:\n", "    ignores:\n      - |\n    measures:\n")).toEqual([
      "date",
      "channel",
    ]);
  });
});
