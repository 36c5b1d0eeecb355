import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, parseHex, toHex } from "./color";
import { darkCounterpart, styleContrast } from "./dark-counterpart";

const channel = fc.integer({ min: 0, max: 255 }).map((n) => n / 255);
const hex = fc.tuple(channel, channel, channel).map((rgb) => toHex(rgb));

describe("darkCounterpart", () => {
  it("keeps the contrast of the red and green everybody starts with", () => {
    for (const style of [
      { backgroundColor: "#fee2e2", color: "#dc2626" },
      { backgroundColor: "#dcfce7", color: "#16a34a" },
    ]) {
      const { light, dark } = styleContrast(style);
      expect(dark).toBeGreaterThanOrEqual(Math.max(light, 4.5) - 0.15);
      expect(dark).toBeLessThan(Math.max(light, 4.5) + 0.5);
      const counterpart = darkCounterpart(style);
      const ground = parseHex(counterpart.backgroundColor ?? "")!;
      expect(contrast(ground, parseHex("#17181b")!)).toBeLessThan(2);
    }
  });

  it("never loses contrast that was enough to read", () => {
    fc.assert(
      fc.property(hex, hex, (backgroundColor, color) => {
        const { light, dark } = styleContrast({ backgroundColor, color });
        expect(dark).toBeGreaterThanOrEqual(Math.min(light, 4.5) - 0.1);
      }),
      { numRuns: 500 },
    );
  });

  it("keeps hidden what was hidden on purpose", () => {
    expect(styleContrast({ backgroundColor: "#ffffff", color: "#ffffff" }).dark).toBeLessThan(1.2);
  });

  it("leaves text readable when only the ground or only the text is set", () => {
    fc.assert(
      fc.property(hex, (color) => {
        expect(styleContrast({ backgroundColor: color }).dark).toBeGreaterThanOrEqual(
          Math.min(styleContrast({ backgroundColor: color }).light, 4.5) - 0.1,
        );
        expect(styleContrast({ color }).dark).toBeGreaterThanOrEqual(
          Math.min(styleContrast({ color }).light, 4.5) - 0.1,
        );
      }),
    );
  });

  it("lays alpha over white and ignores what is no hex colour", () => {
    expect(toHex(parseHex("#00000080")!)).toBe("#7f7f7f");
    expect(darkCounterpart({ color: "red; background: url(x)" })).toEqual({});
  });
});
