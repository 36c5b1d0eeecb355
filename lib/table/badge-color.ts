/** The tag a value stands in: pale ground and deep ink on light, the other way on dark, a hue of the charts' palette. */
import { colorIndex, PALETTE_SIZE } from "@/lib/chart/color-index";
import { contrast, fromOklch, type Oklch } from "@/lib/table/color";

export interface BadgeColor {
  light: { ground: Oklch; ink: Oklch };
  dark: { ground: Oklch; ink: Oklch };
}

/** Hue and how much of it, in the order of `--c1` to `--c8`. */
const HUES: readonly (readonly [number, number])[] = [
  [250, 1],
  [78, 1],
  [185, 1],
  [350, 1],
  [291, 1],
  [110, 1],
  [250, 0.25],
  [45, 1],
];

export const BADGE_COLORS: readonly BadgeColor[] = HUES.map(([hue, share]) => ({
  light: { ground: [0.945, 0.04 * share, hue], ink: [0.4, 0.1 * share, hue] },
  dark: { ground: [0.31, 0.055 * share, hue], ink: [0.86, 0.085 * share, hue] },
}));

/** The same value of a column has the same colour on every page, in every table and for everybody. */
export const badgeColor = (column: string, value: string): BadgeColor =>
  BADGE_COLORS[colorIndex(column, value.normalize("NFC")) % PALETTE_SIZE] as BadgeColor;

const css = ([lightness, chroma, hue]: Oklch) => `oklch(${lightness} ${chroma} ${hue})`;

/** Both themes in one declaration. */
export const badgeCss = ({ light, dark }: BadgeColor) => ({
  backgroundColor: `light-dark(${css(light.ground)}, ${css(dark.ground)})`,
  color: `light-dark(${css(light.ink)}, ${css(dark.ink)})`,
});

/** WCAG contrast of a tag's text in both themes. */
export const badgeContrast = ({ light, dark }: BadgeColor) => ({
  light: contrast(fromOklch(light.ink), fromOklch(light.ground)),
  dark: contrast(fromOklch(dark.ink), fromOklch(dark.ground)),
});
