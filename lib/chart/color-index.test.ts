import { describe, expect, it } from "vitest";
import { colorIndex, colorIndexes } from "@/lib/chart/color-index";

const CHANNELS = ["naver", "coupang", "own_mall", "11st", "oliveyoung", "gmarket", "kakao", "ssg"];

describe("colorIndexes", () => {
  it("gives eight values eight colours, in whatever order they come", () => {
    const colors = colorIndexes("channel", CHANNELS);
    expect(new Set(colors.values()).size).toBe(8);
    expect(colorIndexes("channel", CHANNELS.toReversed())).toEqual(colors);
  });

  it("keeps a value's colour in every chart when the dimension's values are known", () => {
    const all = colorIndexes("channel", CHANNELS, CHANNELS);
    for (const channel of CHANNELS)
      expect(colorIndexes("channel", [channel], CHANNELS).get(channel)).toBe(all.get(channel));
  });

  it("is the same in every process", () => {
    expect(CHANNELS.map((channel) => colorIndex("channel", channel))).toMatchInlineSnapshot(`
      [
        2,
        5,
        7,
        5,
        1,
        5,
        1,
        7,
      ]
    `);
  });

  it("reuses colours evenly past eight", () => {
    const values = Array.from({ length: 16 }, (_, i) => `brand ${i}`);
    const uses = new Map<number, number>();
    for (const color of colorIndexes("brand", values).values()) uses.set(color, (uses.get(color) ?? 0) + 1);
    expect([...uses.values()]).toEqual(new Array(8).fill(2));
  });
});
