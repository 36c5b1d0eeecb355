import { describe, expect, it } from "vitest";
import { mergeAttributes } from "@/lib/access/merge-attributes";

describe("mergeAttributes", () => {
  it("unites the values of each name, own ones first and none twice", () => {
    const own = { brand: ["닥터트루", "르솔"] };
    const groups: Record<string, string[]>[] = [
      { brand: ["르솔", "비비랩"], region: ["서울"] },
      { region: ["부산", "서울"], team: [] },
    ];
    expect(mergeAttributes([own, ...groups])).toEqual({
      brand: ["닥터트루", "르솔", "비비랩"],
      region: ["서울", "부산"],
      team: [],
    });
  });

  it("leaves what came in as it was, and makes nothing of nothing", () => {
    const own = Object.freeze({ brand: Object.freeze(["닥터트루"]) });
    expect(mergeAttributes([own, { brand: ["르솔"] }])).toEqual({ brand: ["닥터트루", "르솔"] });
    expect(own).toEqual({ brand: ["닥터트루"] });
    expect(mergeAttributes([])).toEqual({});
  });

  it("takes names that every object has for names like others", () => {
    const merged = mergeAttributes([{ constructor: ["a"] }, { constructor: ["b"], toString: ["c"] }]);
    expect(Object.entries(merged)).toEqual([
      ["constructor", ["a", "b"]],
      ["toString", ["c"]],
    ]);
  });
});
