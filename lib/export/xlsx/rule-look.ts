/** Styles of conditional formats as Excel's looks, in the colours of a light screen. Pure. */
import type { RuleIcon } from "@/lib/export/xlsx/sheet-rules";
import type { Rgb, RuleLook } from "@/lib/export/xlsx/styles";
import { fromOklch, type Oklch, parseHex, toHex } from "@/lib/table/color";
import { darkCounterpart } from "@/lib/table/dark-counterpart";
import type { CellStyle, DataBar, FormatIcon, FormatTone } from "@/lib/table/format-rule";
import { TONE_COLORS, TONE_LINES } from "@/lib/table/tone-colors";

export const rgbOf = (hex: string): Rgb => hex.slice(1).toUpperCase();
const oklch = (color: Oklch): Rgb => rgbOf(toHex(fromOklch(color)));

/** The ink of a light screen. */
export const INK: Rgb = oklch([0.225, 0.014, 252]);

const clean = (text: string | undefined): Rgb | undefined => {
  const rgb = text === undefined ? null : parseHex(text);
  return rgb ? rgbOf(toHex(rgb)) : undefined;
};

/** What a style is on a light screen. A ground brings its own ink, so that none of another style shows on it. */
export function ruleLook(style: CellStyle | undefined): RuleLook {
  if (!style) return {};
  const tone = style.tone && TONE_COLORS[style.tone].light;
  const ground = clean(style.backgroundColor);
  const ink = clean(style.color);
  const grounded = style.backgroundColor !== undefined || tone !== undefined;
  const fill = ground ?? (tone ? oklch(tone.backgroundColor) : grounded ? null : undefined);
  // As on screen: a ground of its own leaves the tone's ink only where dark needs no other.
  const replaced = ground !== undefined && darkCounterpart({ backgroundColor: `#${ground}` }).color;
  const color = ink ?? (tone && !replaced ? oklch(tone.color) : grounded ? INK : undefined);
  return {
    ...(style.fontWeight ? { bold: style.fontWeight === "bold" } : {}),
    ...(color ? { color } : {}),
    ...(fill === undefined ? {} : { fill }),
  };
}

const toneLine = (tone: FormatTone): Rgb => oklch(TONE_LINES[tone]);

export const barColor = ({ color, tone }: Pick<DataBar, "color" | "tone">): Rgb =>
  clean(color) ?? toneLine(tone ?? "accent");

/** Excel's icons that look like ours; arrows are grey, for whether up is good is not theirs to say. */
export const ICONS: Record<FormatIcon, NonNullable<RuleIcon>> = {
  "arrow-up": { set: "3ArrowsGray", index: 2 },
  "arrow-right": { set: "3ArrowsGray", index: 1 },
  "arrow-down": { set: "3ArrowsGray", index: 0 },
  check: { set: "3Symbols2", index: 2 },
  cross: { set: "3Symbols2", index: 0 },
  alert: { set: "3Symbols2", index: 1 },
  flag: { set: "3Flags", index: 0 },
  star: { set: "3Stars", index: 2 },
};

const GLYPHS: Record<FormatIcon, string> = {
  "arrow-up": "▲",
  "arrow-right": "▶",
  "arrow-down": "▼",
  check: "✓",
  cross: "✗",
  alert: "⚠",
  flag: "⚑",
  star: "★",
};

/** A pattern's sections; quoted and bracketed text separates nothing. */
const sections = (pattern: string): string[] => pattern.match(/(?:"[^"]*"|\[[^\]]*\]|\\.|[^;])+/g) ?? [];

/** A number's pattern with something before it. */
export const withBefore = (pattern: string, before: string): string =>
  sections(pattern)
    .map((section) => `"${before} "${section}`)
    .join(";");

/** A cell's pattern with the icon before its value. */
export const withGlyph = (pattern: string, icon: FormatIcon): string => withBefore(pattern, GLYPHS[icon]);
