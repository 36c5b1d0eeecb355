/** A format's style as CSS that follows the theme. */
import type { CSSProperties } from "react";
import { parseHex, toHex } from "@/lib/table/color";
import { darkCounterpart } from "@/lib/table/dark-counterpart";
import type { CellStyle, FormatTone } from "@/lib/table/format-rule";

/** The tokens each tone is drawn with: `--neg` on `--neg-soft`. */
export const TONE_TOKENS = {
  negative: "neg",
  positive: "pos",
  warning: "warn",
  accent: "accent",
} as const satisfies Record<FormatTone, string>;

/** Both themes in one declaration; only ever made of checked hex colours. */
const lightDark = (light: string | undefined, dark: string | undefined, fallback: string) =>
  `light-dark(${light ?? fallback}, ${dark ?? fallback})`;

const clean = (text: string | undefined) => {
  const rgb = text === undefined ? null : parseHex(text);
  return rgb ? toHex(rgb) : undefined;
};

/** Tones are tokens; hex colours get their dark counterpart. */
export function toCss(style: CellStyle): CSSProperties {
  const css: CSSProperties = {};
  if (style.tone) {
    css.backgroundColor = `var(--${TONE_TOKENS[style.tone]}-soft)`;
    css.color = `var(--${TONE_TOKENS[style.tone]})`;
  }
  const backgroundColor = clean(style.backgroundColor);
  const color = clean(style.color);
  if (backgroundColor || color) {
    const dark = darkCounterpart({
      ...(backgroundColor ? { backgroundColor } : {}),
      ...(color ? { color } : {}),
    });
    if (backgroundColor)
      css.backgroundColor = lightDark(backgroundColor, dark.backgroundColor, "transparent");
    if (color || dark.color) css.color = lightDark(color, dark.color, "var(--ink)");
  }
  if (style.fontWeight) css.fontWeight = style.fontWeight === "bold" ? 600 : 400;
  return css;
}

/** What a bar is filled with: its tone, or its colour and that one's counterpart. */
export function barFill(bar: { tone?: FormatTone; color?: string }): string {
  const color = clean(bar.color);
  if (!color) return `var(--${TONE_TOKENS[bar.tone ?? "accent"]}-line)`;
  return lightDark(color, darkCounterpart({ backgroundColor: color }).backgroundColor, "var(--accent-line)");
}
