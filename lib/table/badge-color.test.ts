import { expect, it } from "vitest";
import { PALETTE_SIZE } from "@/lib/chart/color-index";
import { BADGE_COLORS, badgeColor, badgeContrast, badgeCss } from "@/lib/table/badge-color";

it("has a colour for each of the palette's, each readable in both themes", () => {
  expect(BADGE_COLORS).toHaveLength(PALETTE_SIZE);
  for (const color of BADGE_COLORS) {
    expect(badgeContrast(color).light).toBeGreaterThan(4.5);
    expect(badgeContrast(color).dark).toBeGreaterThan(4.5);
  }
});

it("gives a value its colour whatever stands beside it, however its letters are composed", () => {
  expect(badgeColor("channel", "네이버")).toBe(badgeColor("channel", "네이버".normalize("NFD")));
  expect(badgeColor("channel", "naver")).toBe(badgeColor("channel", "naver"));
  const used = new Set(
    ["naver", "coupang", "11st", "gmarket", "own"].map((value) => badgeColor("channel", value)),
  );
  expect(used.size).toBeGreaterThan(2);
});

it("says both themes in one style", () => {
  const { backgroundColor, color } = badgeCss(badgeColor("channel", "naver"));
  expect(backgroundColor).toMatch(/^light-dark\(oklch\([\d. ]+\), oklch\([\d. ]+\)\)$/);
  expect(color).not.toBe(backgroundColor);
});
