import { describe, expect, it } from "vitest";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { idsOnPage } from "@/lib/editor/boxes";
import { addPage, moveToPage, removePage, renamePage, reorderPage } from "@/lib/editor/change-pages";
import { places, specOf } from "@/lib/editor/editor-spec.fixture";

const bare = specOf({ a: [0, 0, 10, 10], b: [0, 20, 10, 10] });
const titles = { first: "Page 1", next: "Page 2" };
const two = addPage(bare, titles).spec;
const three = moveToPage(addPage(two, { ...titles, next: "Page 3" }).spec, ["b"], "page-2");

it("makes two of none, then one more", () => {
  expect(two.pages).toEqual([
    { id: "page-1", title: "Page 1" },
    { id: "page-2", title: "Page 2" },
  ]);
  expect(idsOnPage(two, "page-1")).toEqual(["a", "b"]);
  expect(addPage(two, titles).id).toBe("page-3");
});

it("renames in one language", () => {
  const spec = { ...two, pages: [{ id: "page-1", title: { en: "Brands", ko: "브랜드" } }] };
  expect(renamePage(spec, "page-1", " 상품 ", "ko").pages).toEqual([
    { id: "page-1", title: { en: "Brands", ko: "상품" } },
  ]);
  expect(renamePage(spec, "page-1", "  ", "ko")).toBe(spec);
  expect(renamePage(two, "page-2", "More", "en").pages?.[1]?.title).toBe("More");
});

describe("moving widgets to a page", () => {
  it("lays them where they were, or below what is there", () => {
    expect(three.layout.widgets.b).toEqual({ x: 0, y: 20, w: 10, h: 10, page: "page-2" });
    const back = moveToPage(
      {
        ...three,
        layout: { ...three.layout, widgets: { ...three.layout.widgets, a: { x: 0, y: 15, w: 10, h: 10 } } },
      },
      ["b"],
      "page-1",
    );
    expect(places(back).b).toEqual([0, 41, 10, 10]);
  });

  it("takes whole groups along and lets go of parts of others", () => {
    const grouped = { ...two, layout: { ...two.layout, groups: [["a", "b"]] } };
    expect(moveToPage(grouped, ["a", "b"], "page-2").layout.groups).toEqual([["a", "b"]]);
    expect(moveToPage(grouped, ["a"], "page-2").layout.groups).toBeUndefined();
  });
});

describe("removing a page", () => {
  it("moves its widgets to the next one, or takes them along", () => {
    const moved = removePage(three, "page-1", "move");
    expect(moved.pages?.map(({ id }) => id)).toEqual(["page-2", "page-3"]);
    expect(idsOnPage(moved, "page-2")).toEqual(["a", "b"]);
    const gone = removePage(three, "page-1", "remove");
    expect(gone.widgets.map(({ id }) => id)).toEqual(["b"]);
    for (const spec of [moved, gone]) expect(DashboardSpec.safeParse(spec).success).toBe(true);
  });

  it("of the only one leaves none", () => {
    const one = removePage(two, "page-2", "move");
    const none = removePage(one, "page-1", "move");
    expect(none).toEqual(bare);
    expect(removePage(one, "page-1", "remove").widgets).toEqual([]);
  });
});

it("reorders pages without moving a widget to another", () => {
  const moved = reorderPage(three, "page-1", 2);
  expect(moved.pages?.map(({ id }) => id)).toEqual(["page-2", "page-3", "page-1"]);
  expect([idsOnPage(moved, "page-1"), idsOnPage(moved, "page-2")]).toEqual([["a"], ["b"]]);
  expect(reorderPage(three, "page-1", -3)).toBe(three);
});
