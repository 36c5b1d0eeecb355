import { describe, expect, it } from "vitest";
import type { CodePlan, PlannedDashboard } from "@/lib/dashboards/code/schema";
import { exitCode, printPlan } from "./print-plan";

const planned = (over: Partial<PlannedDashboard>): PlannedDashboard => ({
  slug: "brands",
  name: "Brands",
  file: "brands.yml",
  action: "update",
  version: 3,
  changes: [],
  drift: null,
  ...over,
});
const plan = (dashboards: PlannedDashboard[], over: Partial<CodePlan> = {}): CodePlan => ({
  dashboards,
  problems: [],
  absent: [],
  ...over,
});
const options = {
  colours: false,
  titleOf: (_: string, id: string) => (id === "daily" ? "By day" : undefined),
};

describe("printPlan", () => {
  it("tells what changes, field by field, by the widgets' titles", () => {
    const text = printPlan(
      plan([
        planned({ slug: "new", name: "New", file: "new.yml", action: "create", version: null }),
        planned({
          changes: [
            { kind: "changed", part: "dashboard", path: "isPublic", before: true, after: false },
            { kind: "removed", part: "control", id: "channel", path: "", before: {} },
            {
              kind: "changed",
              part: "widget",
              id: "daily",
              path: "chart.measure",
              before: "margin",
              after: "roi",
            },
            { kind: "removed", part: "widget", id: "daily", path: "chart.series", before: "channel" },
            { kind: "added", part: "widget", id: "note", path: "", after: { title: "Of note" } },
            {
              kind: "added",
              part: "widget",
              id: "kpis",
              path: "filters",
              after: [{ name: "brand", op: "in", values: ["가".repeat(99)] }],
            },
            { kind: "moved", part: "widget", id: "daily", path: "order", before: 0, after: 2 },
            {
              kind: "moved",
              part: "widget",
              id: "daily",
              path: "box",
              before: { x: 0, y: 4, w: 9, h: 8 },
              after: { x: 1, y: 4, w: 9, h: 8, page: "two" },
            },
            { kind: "added", part: "layout", path: "grid", after: 8 },
          ],
        }),
        planned({ slug: "old", name: "Old", file: null, action: "delete" }),
        planned({ slug: "same", action: "unchanged" }),
      ]),
      options,
    );
    expect(text).toEqual([
      "+ new “New” is made (new.yml)",
      "~ brands “Brands” changes (brands.yml, version 3)",
      "    ~ dashboard: isPublic: true -> false",
      "    - control channel",
      "    ~ widget daily “By day”: chart.measure: margin -> roi",
      "    - widget daily “By day”: chart.series: channel -> left out",
      "    + widget note “Of note”",
      expect.stringMatching(/^ {4}\+ widget kpis: filters: \[\{"name":"brand".{40,60}…$/),
      "    ~ widget daily “By day”: place 1 -> 3",
      "    ~ widget daily “By day”: 9×8 at 0,4 -> 9×8 at 1,4 on two".replace(": 9×8", ": box: 9×8"),
      "    + canvas: grid: 8",
      "- old “Old” goes into the bin",
      "1 to make, 1 to change, 1 to delete, 1 as they are",
    ]);
  });

  it("names who published otherwise, what is wrong with files and what is in none", () => {
    const drift = {
      from: 1,
      version: 4,
      by: "김하늘",
      at: "2026-05-04T08:09:10.111Z",
      origin: "user",
      changes: [
        { kind: "changed" as const, part: "dashboard" as const, path: "name", before: "a", after: "b\nc" },
      ],
    };
    const text = printPlan(
      plan([planned({ drift })], {
        problems: [{ file: "x.yml", line: 12, path: "widgets.2.title", message: "This is needed." }],
        absent: ["gone"],
      }),
      options,
    );
    expect(text.slice(1)).toEqual([
      "    parts of it are broken where it is stored",
      "  ! published otherwise: version 4 by 김하늘, 2026-05-04 08:09 UTC; since version 1:",
      '      ~ dashboard: name: a -> "b\\nc"',
      "✗ x.yml:12  widgets.2.title: This is needed.",
      "In no file any more, will be deleted with --prune: gone",
      "0 to make, 1 to change, 0 to delete, 0 as they are; 1 faults",
    ]);
    expect(printPlan(plan([planned({ drift: { ...drift, from: null, changes: [] } })]), options)[2]).toBe(
      "  ! the file never read what it would overwrite: version 4 by 김하늘, 2026-05-04 08:09 UTC",
    );
    expect(printPlan(plan([planned({ drift })]), { ...options, colours: true })[0]).toContain(
      "\x1b[33m~\x1b[0m",
    );
  });

  it("ends with 0 for nothing to do, 2 for changes, 1 for what is in the way", () => {
    const drift = { from: 1, version: 2, by: null, at: "", origin: "user", changes: [] };
    expect(exitCode(plan([planned({ action: "unchanged" })]))).toBe(0);
    expect(exitCode(plan([planned({})]))).toBe(2);
    expect(exitCode(plan([planned({ drift })]))).toBe(1);
    expect(exitCode(plan([planned({ drift })]), true)).toBe(2);
    expect(exitCode(plan([], { problems: [{ file: "a", line: null, path: "", message: "" }] }), true)).toBe(
      1,
    );
  });
});
