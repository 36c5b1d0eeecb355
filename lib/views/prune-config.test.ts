import { describe, expect, it } from "vitest";
import { FIRST_DESIGN_CONFIG, SALES } from "@/lib/dashboards/sample-spec.fixture";
import { TableConfig } from "@/lib/table/table-config";
import { pruneConfig } from "@/lib/views/prune-config";

const widget = { dimensions: ["brand", { name: "date", grain: "month" as const, as: "month" }] };
const prune = (config: TableConfig) => pruneConfig(config, widget, SALES);

describe("pruneConfig", () => {
  it("leaves a configuration alone whose columns are all there", () => {
    const config = TableConfig.parse(JSON.parse(FIRST_DESIGN_CONFIG));
    expect(prune(config)).toEqual({ config, dropped: [] });
    const compared: TableConfig = {
      metrics: ["margin", "margin__change"],
      sort: [{ column: "month", direction: "asc" }],
      filters: [{ name: "channel", op: "eq", values: ["naver"] }],
    };
    expect(prune(compared)).toEqual({ config: compared, dropped: [] });
  });

  it("drops displays whose measures are gone: a question for one would fail", () => {
    const { config, dropped } = prune({
      displays: {
        margin: { kind: "progress", of: "gone" },
        roi: { kind: "progress", of: "margin" },
        brand: { kind: "badge" },
      },
    });
    expect(config.displays).toEqual({ roi: { kind: "progress", of: "margin" }, brand: { kind: "badge" } });
    expect(dropped).toEqual(["gone"]);
  });

  it("drops metrics, sorts and filters on columns that are gone, and says which", () => {
    expect(
      prune({
        metrics: ["margin", "gone", "gone__delta"],
        sort: [
          { column: "gone", direction: "asc" },
          { column: "brand", direction: "desc" },
        ],
        filters: [{ name: "campaign", op: "eq", values: ["x"] }],
        columnWidths: { gone: 100 },
      }),
    ).toEqual({
      config: {
        metrics: ["margin"],
        sort: [{ column: "brand", direction: "desc" }],
        columnWidths: { gone: 100 },
      },
      dropped: ["gone", "gone__delta", "campaign"],
    });
  });

  it("gives way to the default where nothing is left, but keeps what was empty by choice", () => {
    expect(prune({ metrics: ["gone"], sort: { column: "gone", direction: "asc" } }).config).toEqual({});
    expect(prune({ metrics: [], sort: [], filters: [] }).config).toEqual({
      metrics: [],
      sort: [],
      filters: [],
    });
  });

  it("drops dimensions and groups that are gone, and what was open among them", () => {
    const kept: TableConfig = { groups: ["channel", "brand"], expanded: { open: [["naver"]] } };
    expect(prune(kept)).toEqual({ config: kept, dropped: [] });
    expect(
      prune({ groups: ["gone", "brand"], dimensions: ["gone"], expanded: { open: [["x", "닥터"]] } }),
    ).toEqual({ config: { groups: ["brand"] }, dropped: ["gone"] });
    expect(prune({ groups: ["margin"] })).toEqual({ config: {}, dropped: ["margin"] });
  });

  it("drops dimensions across that are gone, and keeps a pivot taken away", () => {
    const month = { name: "date", grain: "month" as const };
    const sort = { column: 'margin@["naver"]', direction: "desc" as const };
    const kept: TableConfig = { pivot: { dimensions: ["channel", month], rowTotals: false }, sort };
    expect(prune(kept)).toEqual({ config: kept, dropped: [] });
    expect(
      prune({ pivot: { dimensions: ["gone", month] }, sort: { ...sort, column: 'gone@["x"]' } }),
    ).toEqual({
      config: { pivot: { dimensions: [month] } },
      dropped: ["gone", 'gone@["x"]'],
    });
    expect(prune({ pivot: { dimensions: ["gone"] } }).config).toEqual({});
    expect(prune({ pivot: { dimensions: [] } }).config).toEqual({ pivot: { dimensions: [] } });
  });

  it("takes a dimension for no metric", () => {
    expect(prune({ metrics: ["brand", "roi"] })).toEqual({
      config: { metrics: ["roi"] },
      dropped: ["brand"],
    });
  });

  it("drops formats of columns that are gone or not this table's, and rules that compare with such", () => {
    const bold = { style: { fontWeight: "bold" as const } };
    const rule = (column: string) => ({ condition: "lt" as const, value: { column }, ...bold });
    expect(
      prune({
        conditionalFormatting: [
          { column: "gone", rules: [] },
          { column: "channel", rules: [] },
          { column: "roi", rules: [rule("margin__change"), rule("target")] },
        ],
      }),
    ).toEqual({
      config: { conditionalFormatting: [{ column: "roi", rules: [rule("margin__change")] }] },
      dropped: ["gone", "channel", "target"],
    });
  });
});
