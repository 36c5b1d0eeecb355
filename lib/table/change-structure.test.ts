import { describe, expect, it } from "vitest";
import { groupBy, moveColumn, openTo, toggleLine } from "./change-structure";

describe("a table's structure under a hand", () => {
  it("opens and closes single lines, and tells apart what a level has open", () => {
    const opened = toggleLine({}, ["naver"], { open: false, byLevel: false });
    expect(opened).toEqual({ expanded: { open: [["naver"]] } });
    expect(toggleLine(opened, ["naver"], { open: true, byLevel: false })).toEqual({ expanded: {} });
    const closed = toggleLine(openTo("all"), ["naver"], { open: true, byLevel: true });
    expect(closed).toEqual({ expanded: { levels: "all", closed: [["naver"]] } });
    expect(toggleLine(closed, ["naver"], { open: false, byLevel: true })).toEqual({
      expanded: { levels: "all" },
    });
  });

  it("knows a path again that came as text", () => {
    const opened = { expanded: { open: [["2026", null]] } };
    expect(toggleLine(opened, [2026, null], { open: true, byLevel: false })).toEqual({ expanded: {} });
  });

  it("forgets what was open when it groups otherwise", () => {
    expect(groupBy(["channel", "brand", "channel"])).toEqual({ groups: ["channel", "brand"], expanded: {} });
  });

  it("moves a column among its neighbours, metrics and frozen ones in the same order", () => {
    const columns = [
      { name: "brand", label: "", kind: "dimension" as const, type: "string" as const },
      { name: "roi", label: "", kind: "measure" as const, type: "number" as const },
    ];
    const config = { metrics: ["margin", "roi"], frozenColumns: ["brand"] };
    expect(moveColumn(config, ["brand", "margin", "roi"], columns, "roi", "margin")).toEqual({
      order: ["brand", "roi", "margin"],
      metrics: ["roi", "margin"],
      frozenColumns: ["brand"],
    });
    expect(moveColumn(config, ["brand", "margin"], columns, "elsewhere", "brand")).toEqual({});
  });
});
