import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDocument } from "@/lib/dashboards/parse-document";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { writeYaml } from "@/lib/dashboards/write-yaml";
import { arbitrarySpec } from "@/tests/arbitrary-spec";

const read = (text: string) => parseDocument({ format: "yaml", text }).spec;

/** Comments at every line that begins a key or an item, and so many empty lines. */
const commented = (text: string): string =>
  text
    .split("\n")
    .map((line, i) =>
      /^(slug|widgets|layout|name):/.test(line) ? `# about ${line.split(":")[0]} ${i}\n${line}` : line,
    )
    .join("\n");

const WRITTEN = `# yaml-language-server: $schema=../schemas/dashboard.json
# Brand performance, asked for by 마케팅.

slug: brand-performance   # never change
name: {en: "Brand performance", ko: '브랜드 성과'}
isPublic: yes-not-a-boolean


controls:
# The days.
- type: date_range
  dimension: date
  default: {from: now-28d, to: now-1d}   # four weeks
  compare: previous_period

# Where it was sold.
- type: select
  name: channel
  dataset: sales
  dimension: channel
widgets:
# Above all.
- type: kpi
  id: kpis
  dataset: sales
  measures: [settlement_amount, roi]   # both

# By day.
- id: daily
  type: chart
  dataset: "sales"
  chart:
    kind: bar
    # whole days
    x: {name: date, grain: day}
    measure: margin
    series: channel
    stack: true

# The table.
- id: brands
  type: table
  dataset: sales
  dimensions: [brand]
  config:
    metrics: [settlement_amount, margin]
    sort: {column: margin, direction: desc}
layout:
  width: 1152
  widgets:
    kpis:   {x: 0, y: 0,   w: 1152, h: 92}
    daily:  {x: 0, y: 104, w: 1152, h: 280}   # wide
    brands: {x: 0, y: 396, w: 1152, h: 480}
# The end.
`.replace("yes-not-a-boolean", "true");

const changed = (change: (spec: DashboardSpec) => void): DashboardSpec => {
  const copy = structuredClone(sampleSpec());
  change(copy);
  return DashboardSpec.parse(copy);
};

describe("writeYaml", () => {
  it("gives the same document back, whatever it holds", () => {
    fc.assert(
      fc.property(arbitrarySpec, (spec) => {
        expect(read(writeYaml(spec))).toEqual(spec);
      }),
      { numRuns: 300 },
    );
  });

  it("gives the same document back, written over any other, and leaves a text alone that says it already", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitrarySpec, (a, b) => {
        const text = commented(writeYaml(a));
        expect(writeYaml(a, text)).toBe(text);
        const over = writeYaml(b, text);
        expect(read(over)).toEqual(b);
        expect(writeYaml(b, over)).toBe(over);
        for (const key of ["slug", "name", "widgets", "layout"]) expect(over).toContain(`# about ${key}`);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps the comments of the widgets that stay, over each of them, whichever go and whatever their order", () => {
    const pair = arbitrarySpec.chain((spec) =>
      fc.tuple(fc.constant(spec), fc.shuffledSubarray(spec.widgets)),
    );
    fc.assert(
      fc.property(pair, ([a, kept]) => {
        const ids = new Set(kept.map(({ id }) => id));
        const b = structuredClone(a);
        b.widgets = kept;
        b.layout.widgets = Object.fromEntries(Object.entries(a.layout.widgets).filter(([id]) => ids.has(id)));
        for (const list of ["phone", "groups", "locked"] as const) delete b.layout[list];
        const lines = writeYaml(a).split("\n");
        const start = lines.indexOf("widgets:");
        const text = lines
          .map((line, i) => {
            const id = start >= 0 && i > start ? /^ {2}- id: (.*)$/.exec(line)?.[1] : undefined;
            return id === undefined ? line : `  # of ${id}\n${line}`;
          })
          .join("\n");
        const over = writeYaml(b, text);
        expect(read(over)).toEqual(DashboardSpec.parse(b));
        const is = over.split("\n");
        const comments = is.flatMap((line, i) => (line.startsWith("  # of ") ? [[line, is[i + 1]]] : []));
        expect(comments.map(([comment]) => comment)).toHaveLength(kept.length);
        for (const [comment, item] of comments) expect(item).toBe(`  - id: ${comment?.slice(7)}`);
      }),
      { numRuns: 150 },
    );
  });

  it("leaves a text as it is that leaves defaults out and has a manner of its own", () => {
    expect(read(WRITTEN)).toEqual(sampleSpec());
    expect(writeYaml(sampleSpec(), WRITTEN)).toBe(WRITTEN);
    expect(writeYaml(sampleSpec(), WRITTEN.replaceAll("\n", "\r\n"))).toBe(WRITTEN.replaceAll("\n", "\r\n"));
  });

  it("changes the lines of what changed and no others", () => {
    const spec = changed((copy) => {
      const [, daily] = copy.widgets;
      if (daily?.type === "chart" && daily.chart.kind === "bar") daily.chart.measure = "roi";
      copy.layout.widgets.daily = { x: 0, y: 104, w: 600, h: 280 };
      copy.name = { en: "Brands", ko: "브랜드 성과" };
    });
    const over = writeYaml(spec, WRITTEN);
    expect(read(over)).toEqual(spec);
    const [was, is] = [WRITTEN, over].map((text) => text.split("\n")) as [string[], string[]];
    expect(is.filter((line) => !was.includes(line))).toEqual([
      `name: {en: "Brands", ko: '브랜드 성과'}`,
      "    measure: roi",
      "    daily: {x: 0, y: 104, w: 600, h: 280} # wide",
    ]);
    expect(is).toHaveLength(was.length);
  });

  it("takes comments along with their widgets and controls, and leaves them with those that go", () => {
    const spec = changed((copy) => {
      copy.widgets.reverse();
      copy.controls.shift();
      copy.widgets.splice(1, 0, { id: "note", type: "text", text: "new" });
      copy.layout.widgets.note = { x: 0, y: 900, w: 9, h: 9 };
    });
    const over = writeYaml(spec, WRITTEN);
    expect(read(over)).toEqual(spec);
    expect(over).not.toContain("# The days.");
    expect(over).toContain("# Where it was sold.\n- type: select\n");
    expect(over).toContain("widgets:\n# The table.\n- id: brands\n");
    expect(over).toContain("# Above all.\n- type: kpi\n  id: kpis\n");
    expect(over).toContain("# By day.\n- id: daily\n");
    expect(over).toContain("\n\n- id: note\n  type: text\n  text: new\n\n# By day.");
    expect(over.endsWith("# The end.\n")).toBe(true);
  });

  it("adds what was left out and takes out what is no more", () => {
    const spec = changed((copy) => {
      copy.layout.grid = 8;
      copy.description = "Of all brands";
      const [kpis] = copy.widgets;
      if (kpis?.type === "kpi") kpis.filters = [{ name: "brand", op: "in", values: ["닥터트루"] }];
      if (copy.controls[0]?.type === "date_range") delete copy.controls[0].compare;
    });
    const over = writeYaml(spec, WRITTEN);
    expect(read(over)).toEqual(spec);
    expect(over).toContain("ko: '브랜드 성과'}\ndescription: Of all brands\nisPublic: true\n");
    expect(over).toContain("  width: 1152\n  grid: 8\n  widgets:\n");
    expect(over).not.toContain("compare");
    expect(over).not.toContain("filters: []");
  });

  it("lets aliases change by themselves", () => {
    const shared = WRITTEN.replace(
      "metrics: [settlement_amount, margin]",
      "metrics: &both [settlement_amount, margin]",
    )
      .replace("measures: [settlement_amount, roi]", "measures: &kpi [settlement_amount, roi]")
      .replace("dimensions: [brand]", "dimensions: [brand]\n  ignores: []");
    const twice = shared.replace("metrics: &both [settlement_amount, margin]", "metrics: *kpi");
    const spec = read(twice);
    expect(writeYaml(spec, twice)).toBe(twice);
    const [kpis] = spec.widgets;
    if (kpis?.type === "kpi") kpis.measures = ["margin"];
    const over = writeYaml(spec, twice);
    expect(read(over)).toEqual(spec);
    expect(over).toContain("# By day.");
  });

  it("leaves a text aside that can't be read", () => {
    const plain = writeYaml(sampleSpec());
    for (const over of [
      "",
      "a: [",
      "- a list",
      "just text",
      `a: ${"[".repeat(20_000)}`,
      "slug: a\nslug: b\n",
      null,
    ])
      expect(writeYaml(sampleSpec(), over)).toBe(plain);
    expect(writeYaml(sampleSpec(), "slug: other\nsurplus: 1\n# kept\n")).toContain("# kept");
  });

  it("writes very long lists and texts anew, and the rest as it was", () => {
    const filtered = (values: string[]) =>
      changed((copy) => {
        const [kpis] = copy.widgets;
        if (kpis?.type === "kpi") kpis.filters = [{ name: "brand", op: "in", values }];
      });
    const values = Array.from({ length: 20_000 }, (_, i) => `brand ${i}`);
    const text = writeYaml(filtered(values.slice(0, 10_000)))
      .replace("- brand 7\n", "- brand 7 # the seventh\n")
      .replace("widgets:", "# All widgets.\nwidgets:");
    const spec = filtered(values.slice(5_000, 15_000).reverse());
    const over = writeYaml(spec, text);
    expect(read(over)).toEqual(spec);
    expect(over).toContain("# All widgets.\n");
    expect(over).not.toContain("# the seventh");
    const long = `# ${"long ".repeat(60_000)}\n${writeYaml(sampleSpec())}`;
    expect(writeYaml(spec, long)).toBe(writeYaml(spec));
  });

  it("finds items without ids again, each once, whatever the order of their keys", () => {
    const over = writeYaml(
      changed((copy) => {
        const [kpis] = copy.widgets;
        if (kpis?.type !== "kpi") return;
        kpis.measures = ["margin", "roi", "settlement_amount"];
        kpis.filters = [
          { name: "channel", op: "in", values: ["b"] },
          { name: "brand", op: "in", values: ["a"] },
        ];
      }),
      WRITTEN.replace(
        "  measures: [settlement_amount, roi]   # both\n",
        `  measures:
  - settlement_amount # money
  - roi # return
  filters:
  # Of one brand, whatever it is called.
  - {values: [a], op: in, name: brand}
`,
      ),
    );
    expect(over).toContain("  - margin\n  - roi # return\n  - settlement_amount # money\n");
    expect(over).toContain(
      "  # Of one brand, whatever it is called.\n  - {values: [a], op: in, name: brand}\n",
    );
  });
});
