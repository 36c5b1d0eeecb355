import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { rawYaml } from "@/lib/dashboards/raw-yaml";
import { SALES, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { keepSame } from "@/lib/editor/keep-same";
import { readText } from "@/lib/editor/read-text";
import { arbitrarySpec } from "@/tests/arbitrary-spec";

const sample = sampleSpec();
const text = writeYaml(sample);
const lineOf = (part: string, of = text) => of.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("readText", () => {
  it("reads what is written of any dashboard", () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        expect(readText(writeYaml(spec), spec)).toEqual({ spec, faults: [] });
      }),
      { numRuns: 50 },
    );
  });

  it("names faults of writing, of the format and of names where they are, first to last", () => {
    const broken = readText(text.replace("  - id: daily", "  - id: [daily"), sample, [SALES]);
    expect(broken).toMatchObject({ spec: null, faults: [{ key: "badYaml", path: "" }] });
    const wrong = text.replace("kind: bar", "kind: sphere");
    const { spec, faults } = readText(wrong, sample, [SALES]);
    expect(spec).toBeNull();
    expect(faults).toMatchObject([
      { path: "widgets.1.chart.kind", line: lineOf("sphere", wrong), key: "notOneOf" },
    ]);
    expect(wrong.slice(faults[0]?.from, faults[0]?.to)).toBe("sphere");
    const misnamed = text.replace("measure: margin", "measure: margn").replace("- roi", "- rio");
    const names = readText(misnamed, sample, [SALES]);
    expect(names.spec).toBeNull();
    expect(names.faults.map(({ path }) => path)).toEqual(["widgets.0.measures.1", "widgets.1.chart.measure"]);
    expect(misnamed.slice(names.faults[1]?.from, names.faults[1]?.to)).toBe("margn");
  });

  it("marks a key that does not belong there, and not what it stands in", () => {
    for (const [before, after] of [
      ["isPublic: true", "isPublc: true"],
      ["    stack: true", "    stak: true"],
    ] as const) {
      const wrong = text.replace(before, after);
      const key = after.trim().split(":")[0] ?? "";
      expect(readText(wrong, sample).faults).toMatchObject([
        { key: "unknownKeys", line: lineOf(key, wrong) },
      ]);
    }
  });

  it("marks one line of a part of which something is missing", () => {
    const { faults } = readText(
      text.replace("    measures:\n      - settlement_amount\n      - roi\n", ""),
      sample,
    );
    expect(faults).toMatchObject([{ path: "widgets.0.measures", key: "required", line: lineOf("id: kpis") }]);
    expect(text.slice(faults[0]?.from, faults[0]?.to)).not.toContain("\n");
  });

  it("lets a document change that named what is gone already, and still says so", () => {
    const gone = { ...SALES, measures: SALES.measures.filter(({ name }) => name !== "margin") };
    const { spec, faults } = readText(text.replace("isPublic: true", "isPublic: false"), sample, [gone]);
    expect(spec).toEqual({ ...sample, isPublic: false });
    expect(faults.map(({ key }) => key)).toContain("unknownName");
    expect(readText(text.replace("- roi", "- rio"), sample, [gone]).spec).toBeNull();
  });

  it("keeps the address", () => {
    const { spec, faults } = readText(text.replace("slug: brand-performance", "slug: other"), sample);
    expect(spec).toBeNull();
    expect(faults).toMatchObject([{ path: "slug", key: "slugStays", line: 1 }]);
    expect(readText(text.replace("slug: brand-performance\n", ""), sample).spec).toEqual(sample);
  });

  it("mends a document that is stored broken: which part, where, and the rest works meanwhile", () => {
    const stored = {
      ...sample,
      widgets: sample.widgets.map((widget) =>
        widget.id === "daily" ? { ...widget, type: "gauge" } : widget,
      ),
    };
    const { spec: rest, issues } = readSpec(stored);
    expect(rest.widgets.map(({ id }) => id)).toEqual(["kpis", "brands"]);
    expect(issues).toMatchObject([{ path: "widgets.1.type", widgetId: "daily" }]);
    const raw = rawYaml(stored);
    const { spec, faults } = readText(raw, rest);
    expect(spec).toBeNull();
    expect(faults).toMatchObject([{ path: "widgets.1.type", line: lineOf("gauge", raw) }]);
    expect(readText(raw.replace("gauge", "chart"), rest)).toEqual({ spec: sample, faults: [] });
  });

  it("raises a document of an older format, and refuses one of a newer", () => {
    // There is one format so far: what leaves it out is of today's.
    expect(readText(text.replace("schema: 1\n", ""), sample).spec).toEqual(sample);
    expect(readText(text.replace("schema: 1", "schema: 2"), sample).faults).toMatchObject([
      { path: "schema" },
    ]);
  });
});

describe("keepSame", () => {
  it("gives the new value, sharing what is the same", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitrarySpec, (a, b) => {
        expect(keepSame(a, b)).toEqual(b);
        expect(keepSame(a, structuredClone(a))).toBe(a);
      }),
      { numRuns: 50 },
    );
    const next = structuredClone(sample);
    next.widgets.reverse();
    next.isPublic = false;
    const kept = keepSame(sample, next);
    expect(kept).not.toBe(sample);
    expect(kept.widgets[0]).toBe(sample.widgets[2]);
    expect(kept.layout).toBe(sample.layout);
  });
});
