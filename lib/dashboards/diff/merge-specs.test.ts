import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diffSpecs } from "@/lib/dashboards/diff/diff-specs";
import { mergeSpecs } from "@/lib/dashboards/diff/merge-specs";
import { sampleSpec } from "@/lib/dashboards/sample-spec.fixture";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { arbitrarySpec } from "@/tests/arbitrary-spec";

type Change = (spec: DashboardSpec) => void;
const edited = (spec: DashboardSpec, ...changes: readonly Change[]): DashboardSpec => {
  const copy = structuredClone(spec);
  for (const change of changes) change(copy);
  return DashboardSpec.parse(copy);
};
const base = sampleSpec({
  pages: [
    { id: "one", title: "One" },
    { id: "two", title: "Two" },
  ],
});

const drop =
  (id: string): Change =>
  (spec) => {
    spec.widgets = spec.widgets.filter((widget) => widget.id !== id);
    delete spec.layout.widgets[id];
  };
const add =
  (id: string, at = 0): Change =>
  (spec) => {
    spec.widgets.splice(at, 0, { id, type: "text", text: id });
    spec.layout.widgets[id] = { x: 1, y: 2, w: 3, h: 4 };
  };
/** Each touches one part and no other's. */
const EDITS: Readonly<Record<string, Change>> = {
  name: (spec) => {
    spec.name = "Another";
  },
  visibility: (spec) => {
    spec.isPublic = !spec.isPublic;
  },
  title: (spec) => void Object.assign(spec.widgets.find(({ id }) => id === "daily")!, { title: "Daily" }),
  measure: (spec) => {
    for (const widget of spec.widgets)
      if (widget.type === "chart" && widget.chart.kind === "bar") widget.chart.measure = "roi";
  },
  sort: (spec) => {
    for (const widget of spec.widgets)
      if (widget.type === "table") widget.config.sort = { column: "roi", direction: "asc" };
  },
  widths: (spec) => {
    for (const widget of spec.widgets) if (widget.type === "table") widget.config.columnWidths = { roi: 99 };
  },
  box: (spec) => {
    spec.layout.widgets.daily = { x: 5, y: 5, w: 5, h: 5, page: "two" };
  },
  gone: drop("kpis"),
  added: add("first"),
  another: add("last", 99),
  control: (spec) =>
    void spec.controls.push({ type: "text", name: "find", dataset: "sales", dimension: "product" }),
  noControl: (spec) => {
    spec.controls = spec.controls.filter(({ type }) => type !== "select");
  },
  page: (spec) => {
    spec.pages![0]!.title = "First";
  },
  newPage: (spec) => void spec.pages!.push({ id: "three", title: "Three" }),
  grid: (spec) => {
    spec.layout.grid = 8;
  },
  locked: (spec) => {
    spec.layout.locked = ["brands"];
  },
};

describe("mergeSpecs", () => {
  it("gives the other side's document where one side is the base", () => {
    fc.assert(
      fc.property(arbitrarySpec, arbitrarySpec, (a, b) => {
        expect(mergeSpecs(a, a, b)).toEqual({ spec: b, clashes: [] });
        expect(mergeSpecs(a, b, a)).toEqual({ spec: b, clashes: [] });
        expect(mergeSpecs(a, b, b)).toEqual({ spec: b, clashes: [] });
      }),
      { numRuns: 100 },
    );
  });

  it("holds both where their parts differ, without a clash", () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(EDITS)), fc.func(fc.boolean()), (names, isMine) => {
        const edits = (wanted: boolean) =>
          names.filter((name) => isMine(name) === wanted).map((name) => EDITS[name]!);
        const [mine, theirs] = [edited(base, ...edits(true)), edited(base, ...edits(false))];
        const { spec, clashes } = mergeSpecs(base, mine, theirs);
        expect(clashes).toEqual([]);
        expect(diffSpecs(edited(base, ...edits(true), ...edits(false)), spec)).toEqual([]);
      }),
    );
  });

  it("gives a document that fits the format, whatever both did", () => {
    const any = fc
      .array(fc.constantFrom(...Object.values(EDITS)), { maxLength: 6 })
      .map((edits) => (spec: DashboardSpec) => {
        const copy = structuredClone(spec);
        // An edit may meet what an earlier one took away.
        for (const edit of edits) {
          const next = structuredClone(copy);
          try {
            edit(next);
          } catch {
            continue;
          }
          if (DashboardSpec.safeParse(next).success) Object.assign(copy, next);
        }
        return copy;
      });
    fc.assert(
      fc.property(any, any, fc.constantFrom("mine" as const, "theirs" as const), (a, b, prefer) => {
        const { spec } = mergeSpecs(base, a(base), b(base), prefer);
        expect(DashboardSpec.safeParse(spec).error).toBeUndefined();
      }),
    );
  });

  it("names what both changed, and lets the preferred side say it", () => {
    const title =
      (text: string): Change =>
      (spec) => {
        spec.widgets[1]!.title = text;
      };
    const [mine, theirs] = [
      edited(base, title("Mine"), drop("kpis")),
      edited(base, title("Theirs"), EDITS.box!),
    ];
    expect(mergeSpecs(base, mine, theirs).clashes).toEqual([
      { path: "widgets.daily.title", mine: "Mine", theirs: "Theirs" },
    ]);
    expect(mergeSpecs(base, mine, theirs).spec.widgets[0]).toMatchObject({ id: "daily", title: "Mine" });
    expect(mergeSpecs(base, mine, theirs, "theirs").spec.widgets[0]).toMatchObject({ title: "Theirs" });
    expect(mergeSpecs(base, mine, theirs).spec.layout.widgets.daily).toMatchObject({ page: "two" });
  });

  it("clashes where one took away what the other changed", () => {
    const [mine, theirs] = [edited(base, drop("daily")), edited(base, EDITS.title!)];
    const { spec, clashes } = mergeSpecs(base, mine, theirs);
    expect(clashes).toMatchObject([{ path: "widgets.daily", mine: undefined, theirs: { id: "daily" } }]);
    expect(spec.widgets.map(({ id }) => id)).toEqual(["kpis", "brands"]);
    expect(mergeSpecs(base, mine, theirs, "theirs").spec.widgets).toHaveLength(3);
  });

  it("keeps a page that the other put something on, or brings its widgets to the first", () => {
    const mine = edited(base, (spec) => {
      spec.pages = [{ id: "one", title: "One" }];
    });
    const theirs = edited(base, EDITS.box!);
    const { spec, clashes } = mergeSpecs(base, mine, theirs, "theirs");
    expect(clashes).toMatchObject([{ path: "pages.two", mine: undefined, theirs: { id: "two" } }]);
    expect(spec.pages).toHaveLength(2);
    expect(mergeSpecs(base, mine, theirs).spec.layout.widgets.daily).toEqual({ x: 5, y: 5, w: 5, h: 5 });
  });

  it("lets a widget forget a filter that the other took away", () => {
    const mine = edited(base, EDITS.noControl!);
    const theirs = edited(
      base,
      (spec) => void Object.assign(spec.widgets[0]!, { ignores: ["channel", "date"] }),
    );
    const { spec, clashes } = mergeSpecs(base, mine, theirs);
    expect(clashes).toEqual([]);
    expect(spec.widgets[0]).toMatchObject({ ignores: ["date"] });
  });

  it("takes the order of whoever changed it, and puts what the other added where it was added", () => {
    const mine = edited(base, (spec) => void spec.widgets.reverse());
    const theirs = edited(base, add("new", 1));
    expect(mergeSpecs(base, mine, theirs).spec.widgets.map(({ id }) => id)).toEqual([
      "brands",
      "daily",
      "kpis",
      "new",
    ]);
    const other = edited(base, (spec) => void spec.widgets.push(...spec.widgets.splice(0, 1)));
    expect(mergeSpecs(base, mine, other).clashes).toMatchObject([
      { path: "widgets", mine: ["brands", "daily", "kpis"] },
    ]);
  });
});
