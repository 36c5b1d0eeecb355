import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { migrateDocument, readSpec } from "@/lib/dashboards/migrate-spec";
import { sampleInput, sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { arbitrarySpec } from "@/tests/arbitrary-spec";

/** Two imagined formats: -1 said `title`, 0 held widgets by id. */
const steps = {
  [-1]: ({ title, ...rest }: Record<string, unknown>) => ({ ...rest, name: title }),
  0: (document: Record<string, unknown>) => ({
    ...document,
    widgets: Object.entries(document.widgets as Record<string, object>).map(([id, w]) => ({ id, ...w })),
  }),
};
const { name, widgets, ...head } = sampleInput();
const older = {
  ...head,
  schema: -1,
  title: name,
  widgets: Object.fromEntries(widgets.map(({ id, ...rest }) => [id, rest])),
};

describe("migrateDocument", () => {
  it("raises a document step by step and leaves the one handed in alone", () => {
    const before = structuredClone(older);
    expect(DashboardSpec.parse(migrateDocument(older, steps, 1))).toEqual(sampleSpec());
    expect(older).toEqual(before);
  });

  it("leaves newer, unnumbered and unreachable formats for parsing to name", () => {
    for (const document of [{ schema: 2 }, {}, { schema: -5 }, { schema: 0.5 }, null, [], "x"])
      expect(migrateDocument(document, steps, 1)).toEqual(document);
  });
});

describe("readSpec", () => {
  it("reads whole documents, today's and older ones", () => {
    expect(readSpec(sampleInput())).toEqual({ spec: sampleSpec(), issues: [] });
    expect(readSpec(older, undefined, steps)).toEqual({ spec: sampleSpec(), issues: [] });
  });

  it("leaves a broken widget out, says which part and where it stood, and keeps the rest working", () => {
    const input = sampleInput();
    const broken = {
      ...input,
      widgets: input.widgets.map((w) =>
        w.type === "chart" ? { ...w, chart: { ...w.chart, kind: "pie?" } } : w,
      ),
    };
    const { spec, issues } = readSpec(broken);
    expect(spec.widgets.map((w) => w.id)).toEqual(["kpis", "brands"]);
    expect(issues).toEqual([
      {
        path: "widgets.1.chart.kind",
        message: expect.stringContaining("bar"),
        widgetId: "daily",
        box: { x: 0, y: 104, w: 1152, h: 280 },
      },
    ]);
    expect(DashboardSpec.safeParse(spec).success).toBe(true);
  });

  it("keeps the first of two widgets of one id and gives a widget without a place one below", () => {
    const input = sampleInput();
    const kpi = input.widgets[0]!;
    const { spec, issues } = readSpec({ ...input, widgets: [...input.widgets, kpi, { ...kpi, id: "more" }] });
    expect(spec.widgets.map((w) => w.id)).toEqual(["kpis", "daily", "brands", "more"]);
    expect(spec.layout.widgets.more).toEqual({ x: 0, y: 876, w: 1152, h: 240 });
    expect(issues.map((issue) => issue.path)).toEqual(["widgets.3.id", "layout.widgets.more"]);
    expect(DashboardSpec.safeParse(spec).success).toBe(true);
  });

  it.each([
    [null],
    [[]],
    [{}],
    [{ widgets: "x", controls: 7, layout: [] }],
    [{ ...sampleInput(), schema: 99 }],
    [
      JSON.parse(
        '{"widgets":[{"id":"__proto__","type":"text","text":"x"},{"id":"constructor","type":"text","text":"x"}],"layout":{"widgets":{"__proto__":{"x":0,"y":0,"w":1,"h":1}}}}',
      ),
    ],
  ])("makes a valid spec and a named issue out of %j", (config) => {
    const { spec, issues } = readSpec(config, { slug: "mine", name: "Mine" });
    expect(DashboardSpec.safeParse(spec).success).toBe(true);
    expect(issues.length).toBeGreaterThan(0);
    expect(spec.slug).toBe(config !== null && "slug" in config ? "brand-performance" : "mine");
  });
});

describe("readSpec of a layout's parts", () => {
  const input = sampleInput();
  const stored = (over: object, layout: object = {}) => ({
    ...input,
    ...over,
    layout: { ...input.layout, ...layout },
  });
  const read = (document: object) => {
    const found = readSpec(document);
    expect(DashboardSpec.safeParse(found.spec).success).toBe(true);
    return { ...found, paths: found.issues.map(({ path }) => path) };
  };
  const { kpis, daily, brands } = input.layout.widgets;

  it("keeps the pages that are whole, and puts what names a lost one on the first", () => {
    const pages = [
      { id: "a", title: "A" },
      { id: "b" },
      { id: "a", title: "Again" },
      { id: "c", title: { en: "C", ko: "다" } },
    ];
    const widgets = { kpis: { ...kpis, page: "c" }, daily: { ...daily, page: "b" }, brands };
    const { spec, paths } = read(stored({ pages }, { widgets }));
    expect(spec.pages?.map(({ id }) => id)).toEqual(["a", "c"]);
    expect(spec.layout.widgets).toEqual({ kpis: { ...kpis, page: "c" }, daily, brands });
    expect(paths).toEqual(["pages.1.title"]);
    const named = read(stored({ pages: [pages[0]] }, { widgets }));
    expect(named.paths).toEqual(["layout.widgets.kpis.page", "layout.widgets.daily.page"]);
    expect(named.spec.layout.widgets.kpis).toEqual(kpis);
  });

  it.each([["x"], [{}], [[]], [[null, 7]], [null]])("works without pages where they are %j", (pages) => {
    const widgets = { ...input.layout.widgets, kpis: { ...kpis, page: "a" } };
    const { spec, paths } = read(stored({ pages }, { widgets }));
    expect(spec.pages).toBeUndefined();
    expect(spec.layout.widgets.kpis).toEqual(kpis);
    expect(paths.some((path) => path.startsWith("pages"))).toBe(true);
  });

  it("keeps of phones, groups, locks and grid what fits", () => {
    const { spec, paths } = read(
      stored(
        {},
        {
          grid: 1,
          phone: ["brands", "gone", "brands", 7, "kpis"],
          locked: "kpis",
          groups: [["kpis", "gone"], ["daily", "brands"], ["brands", "kpis"], "x"],
        },
      ),
    );
    expect(spec.layout).toEqual({
      ...input.layout,
      phone: ["brands", "kpis"],
      groups: [["daily", "brands"]],
    });
    expect(paths).toEqual(
      expect.arrayContaining(["layout.grid", "layout.phone.3", "layout.locked", "layout.groups.3"]),
    );
  });

  it("leaves out a heading without words, and says where it stood", () => {
    const heading = { id: "head", type: "section", collapsed: "yes" };
    const box = { x: 0, y: 900, w: 1152, h: 40 };
    const { spec, issues } = read(
      stored({ widgets: [...input.widgets, heading] }, { widgets: { ...input.layout.widgets, head: box } }),
    );
    expect(spec.widgets.map(({ id }) => id)).toEqual(["kpis", "daily", "brands"]);
    expect(issues).toContainEqual(expect.objectContaining({ widgetId: "head", box }));
  });

  it("drops what widgets say of a control that is left out", () => {
    const input = sampleInput();
    const controls = (input.controls ?? []).map((control) =>
      control.type === "select" ? { ...control, dimension: 5 } : control,
    );
    const widgets = input.widgets.map((widget) =>
      widget.type === "table" ? { ...widget, ignores: ["channel", "date"] } : widget,
    );
    const { spec } = readSpec({ ...input, controls, widgets });
    expect(spec.widgets[2]).toMatchObject({ id: "brands", ignores: ["date"] });
    expect(DashboardSpec.safeParse(spec).success).toBe(true);
  });

  it("gives a whole document, whatever of a stored one is broken", () => {
    const odd = fc.constantFrom(undefined, null, 5, -1, 9e15, "", "x", [], {}, true);
    const change = fc.record({ at: fc.array(fc.nat(50), { minLength: 1, maxLength: 6 }), value: odd });
    /** Puts `value` (undefined: nothing) where the numbers lead, as deep as the document goes. */
    const mangle = (document: unknown, { at, value }: { at: number[]; value: unknown }) => {
      let part = document;
      for (const [depth, step] of at.entries()) {
        if (typeof part !== "object" || part === null) return;
        const keys = Object.keys(part);
        const key = keys[step % keys.length];
        if (key === undefined) return;
        const inner: unknown = Reflect.get(part, key);
        if (depth < at.length - 1 && typeof inner === "object" && inner !== null) part = inner;
        else {
          if (value === undefined && !Array.isArray(part)) Reflect.deleteProperty(part, key);
          else Reflect.set(part, key, value);
          return;
        }
      }
    };
    fc.assert(
      fc.property(arbitrarySpec, fc.array(change, { minLength: 1, maxLength: 6 }), (whole, changes) => {
        const document = structuredClone(whole);
        for (const one of changes) mangle(document, one);
        expect(DashboardSpec.safeParse(readSpec(document).spec).error).toBeUndefined();
      }),
      { numRuns: 500 },
    );
  });
});
