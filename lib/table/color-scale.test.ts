import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contrast, parseHex, toHex } from "./color";
import { inkOn, scaleStyle } from "./color-scale";
import { styleContrast } from "./dark-counterpart";
import { factsOf } from "./format-facts";

const channel = fc.integer({ min: 0, max: 255 }).map((n) => n / 255);
const hex = fc.tuple(channel, channel, channel).map((rgb) => toHex(rgb));
const need = { column: "a", top: [1], bottom: [1], average: false, percentiles: [50] };
const facts = factsOf([0, 10, 100], need);

describe("scaleStyle", () => {
  it("goes from point to point, through the percentile between", () => {
    const points = [
      { at: "min" as const, color: "#ff0000" },
      { at: { percentile: 50 }, color: "#ffffff" },
      { at: "max" as const, color: "#0000ff" },
    ];
    expect(scaleStyle(points, 0, facts)?.backgroundColor).toBe("#ff0000");
    expect(scaleStyle(points, 10, facts)?.backgroundColor).toBe("#ffffff");
    expect(scaleStyle(points, 100, facts)?.backgroundColor).toBe("#0000ff");
    expect(scaleStyle(points, 1000, facts)?.backgroundColor).toBe("#0000ff");
    expect(scaleStyle(points, 5, undefined)).toBeUndefined();
  });

  it("takes fixed ends as they are", () => {
    const points = [
      { at: 0, color: "#ffffff" },
      { at: 100, color: "#000000" },
    ];
    expect(scaleStyle(points, -5, undefined)?.backgroundColor).toBe("#ffffff");
    expect(scaleStyle(points, 100, undefined)).toEqual({ backgroundColor: "#000000", color: "#ffffff" });
  });

  it("can be read in light and dark at every step of every scale", () => {
    fc.assert(
      fc.property(hex, hex, fc.double({ min: 0, max: 1, noNaN: true }), (from, to, value) => {
        const style = scaleStyle(
          [
            { at: 0, color: from },
            { at: 1, color: to },
          ],
          value,
          undefined,
        );
        const { light, dark } = styleContrast(style ?? {});
        expect(Math.min(light, dark)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 300 },
    );
  });

  it("finds an ink of 4.5:1 on every ground", () => {
    fc.assert(
      fc.property(hex, (ground) => {
        expect(contrast(parseHex(inkOn(parseHex(ground)!))!, parseHex(ground)!)).toBeGreaterThanOrEqual(4.5);
      }),
    );
  });
});
