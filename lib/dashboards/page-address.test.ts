import { describe, expect, it } from "vitest";
import { parseClosed, parsePage, widgetsOn, withPage, withSection } from "@/lib/dashboards/page-address";

const pages = [
  { id: "all", title: "All" },
  { id: "brand", title: "Brand" },
];
const address = (text: string) => new URLSearchParams(text);

describe("the open page", () => {
  it("is the one the address names, else the first; one that is not there is told", () => {
    const open = (text: string) => parsePage({ pages }, address(text));
    expect(open("")).toEqual({ page: "all", unknown: null });
    expect(open("page=brand&view=x")).toEqual({ page: "brand", unknown: null });
    expect(open("page=all&page=brand")).toEqual({ page: "brand", unknown: null });
    expect(open("page=gone")).toEqual({ page: "all", unknown: "gone" });
    expect(open("page=constructor").unknown).toBe("constructor");
    expect(open(`page=${"x".repeat(500)}`).unknown?.length).toBeLessThan(100);
    expect(parsePage({ pages }, { page: ["all", "brand"] }).page).toBe("brand");
  });

  it("is none where there are no pages", () => {
    expect(parsePage({}, address(""))).toEqual({ page: undefined, unknown: null });
    expect(parsePage({}, address("page=brand"))).toEqual({ page: undefined, unknown: "brand" });
  });

  it("is written into the address beside all else, the first by its absence", () => {
    const params = address("from=now-7d&f.channel=a&f.channel=b&t.rows.sort=-margin&page=brand&closed=s");
    expect(withPage(params, "all", pages).toString()).toBe(
      "from=now-7d&f.channel=a&f.channel=b&t.rows.sort=-margin&closed=s",
    );
    expect(withPage(address("view=v"), "brand", pages).toString()).toBe("view=v&page=brand");
  });

  it("holds the widgets that name it, the first also those that name none", () => {
    const box = { x: 0, y: 0, w: 1, h: 1 };
    const layout = {
      width: 1152,
      widgets: { a: box, b: { ...box, page: "brand" }, c: { ...box, page: "all" } },
    };
    const widgets = [{ id: "a" }, { id: "b" }, { id: "c" }, { id: "placeless" }];
    const on = (page: string | undefined, known: typeof pages | undefined = pages) =>
      widgetsOn(page, { pages: known, layout }, widgets).map(({ id }) => id);
    expect(on("all")).toEqual(["a", "c"]);
    expect(on("brand")).toEqual(["b"]);
    expect(widgetsOn(undefined, { layout: { ...layout, widgets: { a: box } } }, widgets)).toEqual([
      { id: "a" },
    ]);
  });
});

describe("closed sections", () => {
  const s = { id: "s" };
  const k = { id: "k", collapsed: true };
  const closed = (text: string) => [...parseClosed([s, k], address(text))];

  it("are as the document has them, unless the address says otherwise", () => {
    expect(closed("")).toEqual(["k"]);
    expect(closed("closed=s")).toEqual(["s", "k"]);
    expect(closed("open=k")).toEqual([]);
    expect(closed("open=s,other&closed=k,,other")).toEqual(["k"]);
    expect([...parseClosed([s, k], { closed: ["s", "x"], open: "k" })]).toEqual(["s"]);
  });

  it("are written by what differs, others' state as it is", () => {
    expect(withSection(address("view=v"), s, false).toString()).toBe("view=v&closed=s");
    expect(withSection(address("view=v&closed=s"), s, true).toString()).toBe("view=v");
    expect(withSection(address("closed=other,s&open=k"), s, true).toString()).toBe("open=k&closed=other");
    expect(withSection(address("closed=other"), k, true).toString()).toBe("open=k&closed=other");
    expect(withSection(address("open=k"), k, false).toString()).toBe("");
  });

  it("read what they have written", () => {
    for (const section of [s, k])
      for (const open of [true, false]) {
        const params = withSection(withSection(address("closed=o"), section, !open), section, open);
        expect(parseClosed([section], params).has(section.id)).toBe(!open);
      }
  });
});
