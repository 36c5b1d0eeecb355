import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Filter, Scalar } from "@/lib/query/query";
import { filterOps, valueCount } from "./filter-param";
import { readFormats, writeFormats } from "./format-param";
import type { KnownColumn } from "./known-columns";
import { parseTableState, searchString, type TableState, writeTableState } from "./search-params";
import type { TableConfig } from "./table-config";

const columns: KnownColumn[] = [
  { name: "brand", label: "브랜드", kind: "dimension", type: "string" },
  { name: "date", label: "날짜", kind: "dimension", type: "date" },
  { name: "active", label: "활성", kind: "dimension", type: "boolean" },
  { name: "margin", label: "마진", kind: "measure", type: "number" },
  { name: "roi", label: "ROI", kind: "measure", type: "number" },
  { name: "channel", label: "채널", kind: "dimension", type: "string", filterOnly: true },
];
const write = (params: URLSearchParams, state: TableState) =>
  writeTableState(params, "brands", state, writeFormats);
const read = (search: string) => parseTableState(new URLSearchParams(search), "brands", columns, readFormats);

describe("parseTableState", () => {
  it("reads what people would write", () => {
    const state = read(
      "t.brands.sort=-margin,brand&t.brands.metrics=roi,margin&t.brands.page=2&t.brands.size=50" +
        "&t.brands.q.brand=contains:닥터&t.brands.q.roi=between:-5,50&t.brands.q.channel=in:naver,own\\, mall" +
        "&t.brands.frozen=brand&t.brands.width=brand:180,roi:80&t.brands.density=compact&t.brands.paging=scroll&t.other.sort=x&from=now-28d",
    );
    expect(state).toEqual({
      config: {
        sort: [
          { column: "margin", direction: "desc" },
          { column: "brand", direction: "asc" },
        ],
        metrics: ["roi", "margin"],
        pageSize: 50,
        filters: [
          { name: "brand", op: "contains", values: ["닥터"] },
          { name: "roi", op: "between", values: [-5, 50] },
          { name: "channel", op: "in", values: ["naver", "own, mall"] },
        ],
        frozenColumns: ["brand"],
        paging: "scroll",
        columnWidths: { brand: 180, roi: 80 },
        density: "compact",
      },
      page: 2,
      ignored: [],
    });
  });

  it("keeps days that move as they were written", () => {
    const { config, ignored } = read("t.brands.q.date=between:now-28d,now-1M/M&t.brands.search=닥터 트루");
    expect(config.filters).toEqual([{ name: "date", op: "between", values: ["now-28d", "now-1M/M"] }]);
    expect(config.search).toBe("닥터 트루");
    expect(ignored).toEqual([]);
    expect(read("t.brands.q.date=gte:now-28x").ignored).toHaveLength(1);
    expect(read("t.brands.q.margin=gte:now-28d").ignored).toHaveLength(1);
    expect(read(`t.brands.search=${"x".repeat(201)}`).ignored).toHaveLength(1);
  });

  it.each([
    ["sort=-nothing", "unknownColumn", {}],
    ["groups=margin", "unknownColumn", {}],
    ["dims=nothing", "unknownColumn", {}],
    ["level=some", "badValue", {}],
    ["open=a\\b", "badValue", {}],
    ["subtotals=beside", "badValue", {}],
    ["total=yes", "badValue", {}],
    ["label.nothing=x", "unknownColumn", {}],
    ["style.margin=decimals:many", "badValue", {}],
    ["align.margin=left", "badValue", {}],
    ["metrics=brand", "unknownColumn", {}],
    ["q.nothing=eq:1", "unknownColumn", {}],
    ["q.margin=contains:x", "badValue", {}],
    ["q.margin=gte:a lot", "badValue", {}],
    ["q.margin=gte", "badValue", {}],
    ["q.margin=between:1", "badValue", {}],
    ["q.brand=eq:a\\b", "badValue", {}],
    ["q.date=gte:yesterday", "badValue", {}],
    ["q.active=eq:maybe", "badValue", {}],
    ["page=0", "badValue", {}],
    ["page=-1", "badValue", {}],
    ["size=100000", "badValue", {}],
    ["density=cosy", "badValue", {}],
    ["format=[1]", "badValue", {}],
    ['format=[{"column":"gone","rules":[]}]', "unknownColumn", {}],
    ["width=brand:1", "badValue", {}],
    ["show.gone=badge", "unknownColumn", {}],
    ["show.brand=glitter", "badValue", {}],
    ["show.brand=link,to:javascript:alert(1)", "badValue", {}],
    ["show.brand=image,to:https://me@evil.example/{brand}", "badValue", {}],
    ["show.margin=progress,of:gone", "badValue", {}],
    ["show.margin=progress,target:0", "badValue", {}],
    ["nothing=1", "badValue", {}],
  ])("ignores %s and says so", (search, reason) => {
    const { config, page, ignored } = read(`t.brands.${search}`);
    expect(ignored.map((entry) => entry.reason)).toEqual([reason]);
    expect(page).toBe(1);
    expect(config.filters).toBeUndefined();
    expect(config.metrics).toBeUndefined();
    expect(config.pageSize).toBeUndefined();
  });

  it("reads back how columns are shown, whatever their addresses hold", () => {
    const plain: TableConfig["displays"] = {
      brand: { kind: "link", to: "https://shop.example/a,b?x=1&y={brand}#:" },
      margin: { kind: "progress", target: 2.5 },
      roi: { kind: "progress", of: "margin" },
    };
    const shown = [
      plain,
      { margin: { kind: "sparkline", number: false }, roi: { kind: "bar" } },
      {},
    ] as const;
    for (const one of shown) {
      const written = write(new URLSearchParams(), { config: { displays: one }, page: 1 });
      expect(read(searchString(written).slice(1))).toMatchObject({ config: { displays: one }, ignored: [] });
    }
    expect(read("t.brands.show.margin=sparkline,number:0").config.displays).toEqual({
      margin: { kind: "sparkline", number: false },
    });
  });

  it("tells nothing said from nothing wanted", () => {
    expect(read("").config).toEqual({});
    expect(read("t.brands.sort=&t.brands.q=&t.brands.metrics=").config).toEqual({
      sort: [],
      filters: [],
      metrics: [],
    });
  });

  it("never throws, whatever the URL", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.tuple(
            fc.constantFrom(
              "sort",
              "metrics",
              "page",
              "size",
              "width",
              "density",
              "format",
              "order",
              "q",
              "q.brand",
              "q.roi",
            ),
            fc.string(),
          ),
        ),
        (pairs) => {
          const params = new URLSearchParams();
          for (const [field, value] of pairs) params.append(`t.brands.${field}`, value);
          expect(parseTableState(params, "brands", columns).page).toBeGreaterThanOrEqual(1);
        },
      ),
    );
  });
});

const sortable = ["brand", "date", "active", "margin", "roi"];
const names = (from: string[]) => fc.uniqueArray(fc.constantFrom(...from));
const anyValue = (column: KnownColumn): fc.Arbitrary<Scalar> =>
  column.type === "number"
    ? fc.double({ noNaN: true, noDefaultInfinity: true }).map((n) => (n === 0 ? 0 : n))
    : column.type === "boolean"
      ? fc.boolean()
      : column.type === "date"
        ? fc
            .date({ min: new Date("0100-01-01"), max: new Date("9999-12-31"), noInvalidDate: true })
            .map((d) => d.toISOString().slice(0, 10))
        : fc.string({ unit: "grapheme" });
const filter = fc
  .constantFrom(...columns)
  .chain((column) => fc.tuple(fc.constant(column), fc.constantFrom(...filterOps(column))))
  .chain(([column, op]): fc.Arbitrary<Filter> => {
    const [least, most] = valueCount(op);
    const values = fc.array(op === "in" || op === "nin" ? fc.option(anyValue(column)) : anyValue(column), {
      minLength: least,
      maxLength: Math.min(most, 5),
    });
    return values.map((list): Filter => ({ name: column.name, op, values: list }));
  });
const sort = names(sortable).chain((chosen) =>
  fc.tuple(
    ...chosen.map((column) =>
      fc.constantFrom("asc" as const, "desc" as const).map((direction) => ({ column, direction })),
    ),
  ),
);
const path = fc.array(fc.option(fc.string({ maxLength: 20 })), { minLength: 1, maxLength: 4 });
const paths = fc.array(path, { minLength: 1, maxLength: 3 });
const label = fc
  .string({ minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== "");
const config: fc.Arbitrary<TableConfig> = fc.record(
  {
    dimensions: names(["brand", "date", "channel"]),
    groups: names(["brand", "date", "channel"]),
    subtotalLevels: names(["brand", "channel"]),
    // Nothing open is written as no level open: the same in fewer ways.
    expanded: fc.record(
      { levels: fc.constantFrom("all" as const, 0, 1, 2), open: paths, closed: paths },
      { requiredKeys: ["levels"] },
    ),
    subtotals: fc.constantFrom("above", "below", "none"),
    grandTotal: fc.boolean(),
    labels: fc.dictionary(fc.constantFrom(...sortable), label),
    formats: fc.dictionary(
      fc.constantFrom(...sortable),
      fc.record(
        {
          style: fc.constantFrom("number" as const, "percent" as const),
          decimals: fc.integer({ min: 0, max: 10 }),
          units: fc.constantFrom("korean" as const, "compact" as const),
          prefix: fc.string({ minLength: 1, maxLength: 20 }),
          pattern: fc.constantFrom("full" as const, "short" as const),
        },
        { requiredKeys: ["decimals"] },
      ),
    ),
    align: fc.dictionary(
      fc.constantFrom(...sortable),
      fc.constantFrom("start" as const, "center" as const, "end" as const),
    ),
    wrap: names(sortable),
    frozenRight: names(sortable),
    sort,
    metrics: names(["margin", "roi"]),
    filters: fc.array(filter, { maxLength: 4 }),
    frozenColumns: names(sortable),
    hidden: names(sortable),
    order: names(sortable),
    columnWidths: fc.dictionary(fc.constantFrom(...sortable), fc.integer({ min: 24, max: 2000 })),
    conditionalFormatting: fc.array(
      fc.record({
        column: fc.constantFrom(...sortable),
        rules: fc.array(
          fc.record({
            condition: fc.constantFrom("lt" as const, "eq" as const),
            value: fc.oneof(fc.integer(), fc.string({ maxLength: 50 }), fc.constant({ column: "margin" })),
            style: fc.constant({ tone: "negative" as const }),
          }),
          { maxLength: 20 },
        ),
      }),
      { maxLength: 3 },
    ),
    search: fc.constantFrom("", "닥터", "a,b:c&=%"),
    density: fc.constantFrom("compact", "normal", "roomy"),
    pageSize: fc.integer({ min: 5, max: 1000 }),
  },
  { requiredKeys: [] },
);

/** The URL keeps a column's filters together, so their order across columns may change. */
const byColumn = (state: TableState) => ({
  ...state,
  config: {
    ...state.config,
    ...(state.config.filters
      ? {
          filters: [...state.config.filters].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
        }
      : {}),
  },
});

describe("the URL", () => {
  it("gives back every state that is written into it", () => {
    fc.assert(
      fc.property(config, fc.integer({ min: 1, max: 9_999_999 }), fc.option(path), (wanted, page, into) => {
        const state = { config: wanted, page, ...(into ? { into } : {}) };
        const written = searchString(write(new URLSearchParams("from=now-28d"), state));
        const { ignored, ...found } = read(written);
        expect(ignored).toEqual([]);
        expect(byColumn(found)).toEqual(byColumn(state));
      }),
      { numRuns: 500 },
    );
  });

  it("brings no formats to who may not set them", () => {
    const search = 't.brands.format=[{"column":"roi","rules":[]}]';
    expect(read(search).config.conditionalFormatting).toHaveLength(1);
    const kept = parseTableState(new URLSearchParams(search), "brands", columns);
    expect(kept).toEqual({ config: {}, page: 1, ignored: [] });
  });

  it("keeps everything that is not this table's", () => {
    const before = new URLSearchParams("from=a&t.brands.page=3&t.other.page=2&f.channel=x&f.channel=y");
    const after = write(before, {
      config: { sort: [{ column: "roi", direction: "desc" }] },
      page: 1,
    });
    expect(searchString(after)).toBe("?from=a&t.other.page=2&f.channel=x&f.channel=y&t.brands.sort=-roi");
  });
});
