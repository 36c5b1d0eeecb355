import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FormatTone } from "./format-rule";
import { cellContrast, TONE_COLORS, TONE_LINES } from "./tone-colors";

const css = readFileSync("app/globals.css", "utf8");
const TOKENS = { negative: "neg", positive: "pos", warning: "warn", accent: "accent" } as const;

describe("tones", () => {
  it.each(FormatTone.options)("%s is what the tokens draw, and can be read in both themes", (tone) => {
    const values = (token: string) =>
      [...css.matchAll(new RegExp(`--${token}: oklch\\(([\\d. ]+)\\)`, "g"))].map(([, parts]) =>
        (parts ?? "").split(" ").map(Number),
      );
    const { light, dark } = TONE_COLORS[tone];
    expect(values(TOKENS[tone])).toEqual([light.color, dark.color]);
    expect(values(`${TOKENS[tone]}-soft`)).toEqual([light.backgroundColor, dark.backgroundColor]);
    expect(values(`${TOKENS[tone]}-line`)[0]).toEqual(TONE_LINES[tone]);
    const contrasts = cellContrast({ tone });
    expect(Math.min(contrasts.light, contrasts.dark)).toBeGreaterThanOrEqual(4.5);
  });
});
