import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  accentCss,
  accentHex,
  accentTokens,
  DEFAULT_ACCENT,
  NEUTRALS,
  parseAccent,
  READABLE,
  THEME_NAMES,
  type ThemeName,
} from "@/lib/settings/accent";
import { contrast, fromOklch, type Oklch, parseHex, type Rgb, toHex, toOklch } from "@/lib/table/color";

const css = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const at = css.indexOf("@variant dark {");
const CSS = { light: css.slice(0, at), dark: css.slice(at) };
const inCss = (theme: "light" | "dark", name: string): number[] => {
  const [, l, c, h] =
    new RegExp(`--${name}: oklch\\(([\\d.]+) ([\\d.]+) ([\\d.]+)\\)`).exec(CSS[theme]) ?? [];
  return [Number(l), Number(c), Number(h)];
};
const rgb = (hex: string): Rgb => {
  const parsed = parseHex(hex);
  if (!parsed) throw new Error(`no colour: ${hex}`);
  return parsed;
};
/** As a screen of eight bits a channel shows it. */
const neutral = (theme: ThemeName, name: keyof (typeof NEUTRALS)["light"]): Rgb =>
  rgb(toHex(fromOklch(NEUTRALS[theme][name])));
const accentOf = (text: string): Oklch => {
  const parsed = parseAccent(text);
  if (!parsed) throw new Error(`no accent: ${text}`);
  return parsed;
};

describe("parseAccent", () => {
  it.each([
    ["#175a9e", "#175a9e"],
    ["  #F60 ", "#ff6600"],
    ["oklch(0.475 0.125 252)", "#1a5ea0"],
    ["OKLCH(47.5% .125 252deg)", "#1a5ea0"],
  ])("reads %j", (text, hex) => expect(accentHex(accentOf(text))).toBe(hex));

  it.each([
    "",
    "red",
    "#12345",
    "#12345678",
    "oklch(2 0.1 0)",
    "oklch(0.5 0.1 361)",
    "oklch(0.5 0.1 20);}body{display:none",
    "url(x)",
    "rgb(1,2,3)",
  ])("refuses %j", (text) => expect(parseAccent(text)).toBeNull());
});

describe("the accent's tokens", () => {
  it("stand on the neutrals of the style sheet", () => {
    for (const theme of THEME_NAMES)
      for (const [name, value] of Object.entries(NEUTRALS[theme]))
        expect([theme, name, inCss(theme, name)]).toEqual([theme, name, [...value]]);
  });

  it("come out of the product's own accent as the style sheet has them", () => {
    const made = accentTokens(accentOf(DEFAULT_ACCENT));
    for (const theme of THEME_NAMES)
      for (const name of [
        "accent",
        "accent-hover",
        "on-accent",
        "accent-soft",
        "accent-line",
        "bar",
      ] as const) {
        const [l = 0, c = 0] = toOklch(rgb(made[theme][name]));
        const [wantedL = 0, wantedC = 0] = inCss(theme, name);
        expect(Math.abs(l - wantedL), `${theme} ${name} lightness`).toBeLessThan(0.015);
        expect(Math.abs(c - wantedC), `${theme} ${name} chroma`).toBeLessThan(0.015);
      }
  });

  it("read at 4.5:1 in both themes, whatever the colour", () => {
    const colors = fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: 0, max: 255 })));
    fc.assert(
      fc.property(colors, ([r = 0, g = 0, b = 0]) => {
        const tokens = accentTokens(toOklch([r / 255, g / 255, b / 255]));
        for (const theme of THEME_NAMES) {
          const made = tokens[theme];
          const accent = rgb(made.accent);
          for (const ground of ["canvas", "surface", "sunken", "rail", "hover"] as const)
            expect(contrast(accent, neutral(theme, ground)), `${theme} on ${ground}`).toBeGreaterThanOrEqual(
              READABLE,
            );
          expect(contrast(accent, rgb(made["accent-soft"]))).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(accent, rgb(made["on-accent"]))).toBeGreaterThanOrEqual(READABLE);
          expect(contrast(rgb(made["accent-hover"]), rgb(made["on-accent"]))).toBeGreaterThanOrEqual(
            READABLE,
          );
          for (const ink of ["ink", "ink-2", "ink-3"] as const)
            expect(contrast(neutral(theme, ink), rgb(made["accent-soft"]))).toBeGreaterThanOrEqual(READABLE);
        }
      }),
      { numRuns: 300, examples: [[[0, 0, 0]], [[255, 255, 255]], [[255, 255, 0]], [[0, 0, 255]]] },
    );
  });

  it("keep the hue, and their own lightness where it reads already", () => {
    const { light } = accentTokens(accentOf("#7a1fa2"));
    expect(light.accent).toBe("#7a1fa2");
    const yellow = accentOf("#ffd400");
    const [, , hue] = toOklch(rgb(accentTokens(yellow).light.accent));
    expect(Math.abs(hue - yellow[2])).toBeLessThan(3);
  });

  it("are a style sheet of names and hex colours alone", () => {
    expect(accentCss(accentOf("#0a7d55"))).toMatch(
      /^(?:@media screen(?: and \(prefers-color-scheme:dark\))?\{|html:root(?:\[data-theme="dark"\]|:not\(\[data-theme\]\))?|[{};]|--[a-z0-9-]+:#[0-9a-f]{6,8})+$/,
    );
  });
});
