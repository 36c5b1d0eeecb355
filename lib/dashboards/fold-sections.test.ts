import { describe, expect, it } from "vitest";
import { foldSections, type Placed, sectionMembers } from "@/lib/dashboards/fold-sections";

const at = (id: string, y: number, h: number, x = 0, w = 1152): Placed => ({ id, box: { x, y, w, h } });
const heading = (id: string, y: number, x = 0, w = 1152): Placed => ({
  ...at(id, y, 40, x, w),
  section: true,
});
const tops = (page: Placed[], ...closed: string[]) =>
  Object.fromEntries([...foldSections(page, new Set(closed))].map(([id, { y }]) => [id, y]));

const page = [
  at("top", 0, 92),
  heading("a", 104),
  at("a1", 156, 300, 0, 570),
  at("a2", 156, 200, 582, 570),
  heading("b", 468),
  at("b1", 520, 416),
  heading("c", 948),
  at("c1", 1000, 120),
];

describe("foldSections", () => {
  it("leaves open sections as they lie", () => {
    expect(tops(page)).toEqual(Object.fromEntries(page.map(({ id, box }) => [id, box.y])));
    expect(tops([])).toEqual({});
    expect(tops([at("alone", 40, 10)], "alone")).toEqual({ alone: 40 });
  });

  it("hides what is under a closed one, and moves what follows up under its heading", () => {
    // 300 px of a1 and the 12 px over it; the 12 px under it stay.
    expect(tops(page, "a")).toEqual({ top: 0, a: 104, b: 156, b1: 208, c: 636, c1: 688 });
    expect(tops(page, "b")).toEqual({ top: 0, a: 104, a1: 156, a2: 156, b: 468, c: 520, c1: 572 });
    expect(tops(page, "c")).toEqual({ ...tops(page), c1: undefined });
    expect(tops(page, "a", "b", "c")).toEqual({ top: 0, a: 104, b: 156, c: 208 });
  });

  it("does the same in whatever order the widgets are written", () => {
    expect(tops(page.toReversed(), "a", "b")).toEqual(tops(page, "a", "b"));
  });

  it("knows what is under which", () => {
    expect([...sectionMembers(page)]).toEqual([
      ["a", ["a1", "a2"]],
      ["b", ["b1"]],
      ["c", ["c1"]],
    ]);
  });

  it("keeps what begins beside a heading", () => {
    const beside = [
      heading("a", 0, 0, 570),
      at("note", 0, 40, 582, 570),
      at("a1", 52, 100),
      heading("b", 164, 0, 570),
      at("note b", 166, 40, 582, 570),
    ];
    expect(tops(beside, "a")).toEqual({ a: 0, note: 0, b: 52, "note b": 54 });
  });

  it("moves nothing onto what stays", () => {
    const tall = [
      heading("a", 0, 0, 570),
      at("tall", 0, 400, 582, 570),
      at("a1", 52, 300, 0, 570),
      heading("b", 412, 0, 1152),
      at("b1", 464, 100),
    ];
    // The tall one beside the heading stays, and b lies under it.
    expect(tops(tall, "a")).toEqual({ a: 0, tall: 0, b: 412, b1: 464 });
    const narrow = tall.map((placed) =>
      placed.id === "b" || placed.id === "b1" ? { ...placed, box: { ...placed.box, w: 570 } } : placed,
    );
    expect(tops(narrow, "a")).toEqual({ a: 0, tall: 0, b: 100, b1: 152 });
  });

  it("moves nothing by an empty section, nor by one whose widgets reach below the next heading more than there is", () => {
    const empty = [heading("a", 0), heading("b", 60), at("b1", 112, 10)];
    expect(tops(empty, "a")).toEqual({ a: 0, b: 60, b1: 112 });
    const over = [
      heading("a", 0),
      at("a1", 52, 500, 0, 570),
      heading("b", 200, 582, 570),
      at("b1", 252, 10, 582, 570),
    ];
    expect(tops(over, "a")).toEqual({ a: 0, b: 52, b1: 104 });
  });
});
