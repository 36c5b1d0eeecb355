import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const dark = css.indexOf("@variant dark {");
const THEMES = { light: css.slice(0, dark), dark: css.slice(dark) };

/** Relative luminance (WCAG) of an oklch token, clipped to sRGB as a screen does. */
function luminance(theme: string, name: string): number {
  const [, l, c, h] = new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(theme) ?? [];
  if (l === undefined) throw new Error(`no token --${name}`);
  const angle = (Number(h) * Math.PI) / 180;
  const [a, b] = [Number(c) * Math.cos(angle), Number(c) * Math.sin(angle)];
  const L = (Number(l) + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const M = (Number(l) - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const S = (Number(l) - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (x: number) => Math.min(1, Math.max(0, x));
  const red = clip(4.0767416621 * L - 3.3077115913 * M + 0.2309699292 * S);
  const green = clip(-1.2684380046 * L + 2.6097574011 * M - 0.3413193965 * S);
  const blue = clip(-0.0041960863 * L - 0.7034186147 * M + 1.707614701 * S);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const contrast = (one: number, other: number) =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

describe.each(Object.entries(THEMES))("chart fills, %s", (_, theme) => {
  it.each(["c1", "c2", "c3", "c4", "c5", "c6", "c7", "c8", "line-ctl"])(
    "%s is 3:1 on the surface",
    (name) => {
      expect(contrast(luminance(theme, name), luminance(theme, "surface"))).toBeGreaterThanOrEqual(3);
    },
  );
});
