import { describe, expect, it } from "vitest";
import { DashboardSpec } from "@/lib/dashboards/schema";
import { addWidget } from "@/lib/editor/add-widget";
import { alignWidgets, distributeWidgets } from "@/lib/editor/align-widgets";
import { setGrid, setWidth } from "@/lib/editor/change-canvas";
import { order, places, specOf } from "@/lib/editor/editor-spec.fixture";
import { groupWidgets, lockWidgets, ungroupWidgets } from "@/lib/editor/group-widgets";
import { moveWidgets } from "@/lib/editor/move-widgets";
import { orderWidgets } from "@/lib/editor/order-widgets";
import { movePhone, phoneOrder, resetPhone } from "@/lib/editor/phone-order";
import { removeWidgets } from "@/lib/editor/remove-widgets";
import { resizeWidgets } from "@/lib/editor/resize-widgets";

const text = { id: "any", type: "text", text: "more" } as const;

describe("adding", () => {
  it("takes the first free place of its page alone, under a name of its own", () => {
    const spec = specOf(
      { a: [0, 0, 1000, 100], "text-1": { x: 0, y: 0, w: 1000, h: 500, page: "two" } },
      {
        pages: [
          { id: "one", title: "One" },
          { id: "two", title: "Two" },
        ],
      },
    );
    const { spec: added, id } = addWidget(spec, text, { page: "one" });
    expect(id).toBe("text-2");
    expect(added.layout.widgets["text-2"]).toEqual({ x: 0, y: 112, w: 376, h: 120 });
    const other = addWidget(spec, text, { page: "two" }).spec.layout.widgets["text-2"];
    expect(other).toEqual({ x: 0, y: 512, w: 376, h: 120, page: "two" });
  });

  it("keeps to the grid and to a given place within the canvas", () => {
    const spec = setGrid(specOf({ a: [0, 0, 300, 100] }), 8);
    expect(places(addWidget(spec, text, { page: undefined }).spec)["text-1"]).toEqual([312, 0, 376, 120]);
    const at = { x: 900, y: 40, w: 200, h: 50 };
    expect(places(addWidget(spec, text, { page: undefined, at }).spec)["text-1"]).toEqual([800, 40, 200, 50]);
  });

  it("stops at as many as there may be", () => {
    const full = specOf(Object.fromEntries(Array.from({ length: 200 }, (_, i) => [`w${i}`, [0, i, 10, 1]])));
    expect(addWidget(full, text, { page: undefined })).toEqual({ spec: full, id: null });
  });
});

it("removes a widget with every word of it", () => {
  const spec = specOf(
    { a: [0, 0, 10, 10], b: [20, 0, 10, 10], c: [40, 0, 10, 10] },
    { layout: { groups: [["a", "b"]], locked: ["a"], phone: ["a", "c"] } },
  );
  const left = removeWidgets(spec, ["a"]);
  expect(left.layout).toEqual({
    width: 1000,
    widgets: { b: spec.layout.widgets.b, c: spec.layout.widgets.c },
    phone: ["c"],
  });
  expect(removeWidgets(spec, ["nobody"])).toBe(spec);
});

describe("moving", () => {
  const spec = specOf({ a: [10, 10, 100, 50], b: [800, 60, 150, 50] });

  it("moves all as one, no further than the canvas", () => {
    expect(places(moveWidgets(spec, ["a", "b"], 300, -40))).toEqual({
      a: [60, 0, 100, 50],
      b: [850, 50, 150, 50],
    });
    expect(places(moveWidgets(spec, ["a"], -99, 7)).a).toEqual([0, 17, 100, 50]);
  });

  it("lets what sticks out of the canvas stay, but not go on", () => {
    const wide = specOf({ a: [900, 0, 300, 50] });
    expect(moveWidgets(wide, ["a"], 5, 0)).toBe(wide);
    expect(places(moveWidgets(wide, ["a"], -5, 0)).a).toEqual([895, 0, 300, 50]);
  });

  it("leaves the locked ones", () => {
    const locked = lockWidgets(spec, ["a"], true);
    expect(places(moveWidgets(locked, ["a", "b"], 0, 5))).toEqual({ ...places(spec), b: [800, 65, 150, 50] });
    expect(moveWidgets(locked, ["a"], 0, 5)).toBe(locked);
    expect(lockWidgets(locked, ["a"], false)).toEqual(spec);
  });
});

describe("resizing", () => {
  const spec = specOf({ a: [100, 100, 200, 100], b: [300, 100, 100, 100] });
  it.each([
    ["e", 50, 9, [100, 100, 250, 100]],
    ["e", 5000, 0, [100, 100, 900, 100]],
    ["w", 50, 0, [150, 100, 150, 100]],
    ["w", -500, 0, [0, 100, 300, 100]],
    ["w", 500, 0, [252, 100, 48, 100]],
    ["nw", -10, -20, [90, 80, 210, 120]],
    ["n", 0, 99, [100, 164, 200, 36]],
    ["se", -500, -500, [100, 100, 48, 36]],
  ] as const)("%s by %i, %i", (handle, dx, dy, box) => {
    expect(places(resizeWidgets(spec, ["a"], handle, dx, dy)).a).toEqual(box);
  });

  it("stretches what is chosen together, and keeps touching edges together", () => {
    expect(places(resizeWidgets(spec, ["a", "b"], "e", 33, 0))).toEqual({
      a: [100, 100, 222, 100],
      b: [322, 100, 111, 100],
    });
  });
});

describe("aligning", () => {
  const spec = specOf({ a: [10, 0, 100, 40], b: [200, 100, 50, 60], c: [400, 300, 80, 30] });
  const all = ["a", "b", "c"];
  it.each([
    ["left", [10, 10, 10], "x"],
    ["center", [195, 220, 205], "x"],
    ["right", [380, 430, 400], "x"],
    ["top", [0, 0, 0], "y"],
    ["middle", [145, 135, 150], "y"],
    ["bottom", [290, 270, 300], "y"],
  ] as const)("%s", (alignment, at, axis) => {
    const { widgets } = alignWidgets(spec, all, alignment).layout;
    expect(all.map((id) => widgets[id]?.[axis])).toEqual(at);
  });

  it("aligns one across the canvas, and all to the locked one", () => {
    expect(places(alignWidgets(spec, ["a"], "right")).a).toEqual([900, 0, 100, 40]);
    expect(alignWidgets(spec, ["a"], "top")).toBe(spec);
    const locked = lockWidgets(spec, ["b"], true);
    expect(places(alignWidgets(locked, all, "left"))).toMatchObject({
      a: [200, 0, 100, 40],
      c: [200, 300, 80, 30],
    });
  });

  it("keeps groups together", () => {
    const grouped = groupWidgets(spec, ["a", "b"]);
    expect(places(alignWidgets(grouped, all, "right"))).toEqual({
      a: [240, 0, 100, 40],
      b: [430, 100, 50, 60],
      c: [400, 300, 80, 30],
    });
    expect(ungroupWidgets(grouped, ["b"])).toEqual(spec);
  });

  it("makes gaps equal", () => {
    const { widgets } = distributeWidgets(spec, all, "horizontal").layout;
    expect(all.map((id) => widgets[id]?.x)).toEqual([10, 230, 400]);
    const down = distributeWidgets(spec, all, "vertical").layout.widgets;
    expect(all.map((id) => down[id]?.y)).toEqual([0, 140, 300]);
    expect(distributeWidgets(spec, ["a", "b"], "vertical")).toBe(spec);
  });
});

it("orders what lies above what, page by page", () => {
  const spec = specOf(
    { a: [0, 0, 9, 9], x: { x: 0, y: 0, w: 9, h: 9, page: "two" }, b: [0, 0, 9, 9], c: [0, 0, 9, 9] },
    {
      pages: [
        { id: "one", title: "One" },
        { id: "two", title: "Two" },
      ],
    },
  );
  expect(order(orderWidgets(spec, ["a"], "front"))).toBe("bxca");
  expect(order(orderWidgets(spec, ["a", "b"], "forward"))).toBe("cxab");
  expect(order(orderWidgets(spec, ["c"], "backward"))).toBe("axcb");
  expect(order(orderWidgets(spec, ["c", "b"], "back"))).toBe("bxca");
  expect(orderWidgets(spec, ["c"], "front")).toBe(spec);
});

it("sets grid and width, and pulls in what would stick out", () => {
  const spec = specOf({ a: [600, 0, 300, 10], b: [0, 0, 900, 10] });
  expect(setGrid(spec, 8).layout.grid).toBe(8);
  expect(setGrid(setGrid(spec, 1000), null)).toEqual(spec);
  const narrow = setWidth(spec, 500);
  expect(places(narrow)).toEqual({ a: [200, 0, 300, 10], b: [0, 0, 500, 10] });
  expect(DashboardSpec.safeParse(setWidth(spec, 1)).success).toBe(true);
});

describe("the column of phones", () => {
  const spec = specOf({ a: [0, 0, 9, 9], b: [20, 0, 9, 9], c: [0, 20, 9, 9], d: [0, 40, 9, 9] });
  it("names only what has to be named", () => {
    const moved = movePhone(spec, undefined, "c", 0);
    expect(moved.layout.phone).toEqual(["c"]);
    expect(phoneOrder(moved, undefined)).toEqual(["c", "a", "b", "d"]);
    expect(movePhone(spec, undefined, "a", 9).layout.phone).toEqual(["b", "c", "d"]);
    expect(movePhone(moved, undefined, "c", 2)).toEqual(spec);
    expect(resetPhone(moved, undefined)).toEqual(spec);
  });
});
