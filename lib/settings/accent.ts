/** From one colour to the accent's tokens in light and dark, readable whatever the colour. Pure and client-safe. */
import { contrast, fromOklch, type Oklch, parseHex, type Rgb, toHex, toOklch } from "@/lib/table/color";

/** The product's own accent, jjok. */
export const DEFAULT_ACCENT = "oklch(0.475 0.125 252)";

/** WCAG's least contrast for text of this size. */
export const READABLE = 4.5;

export const THEME_NAMES = ["light", "dark"] as const;
export type ThemeName = (typeof THEME_NAMES)[number];

/** What the accent stands on or lies under: the neutral tokens of app/globals.css, which a test compares. */
export const NEUTRALS = {
  light: {
    canvas: [0.984, 0.002, 252],
    surface: [1, 0, 0],
    sunken: [0.972, 0.003, 252],
    rail: [0.966, 0.004, 252],
    hover: [0.955, 0.005, 252],
    line: [0.922, 0.004, 252],
    "line-2": [0.868, 0.006, 252],
    ink: [0.225, 0.014, 252],
    "ink-2": [0.43, 0.014, 252],
    "ink-3": [0.525, 0.012, 252],
  },
  dark: {
    canvas: [0.172, 0.008, 252],
    surface: [0.205, 0.009, 252],
    sunken: [0.232, 0.01, 252],
    rail: [0.186, 0.009, 252],
    hover: [0.252, 0.011, 252],
    line: [0.278, 0.01, 252],
    "line-2": [0.345, 0.013, 252],
    ink: [0.945, 0.005, 252],
    "ink-2": [0.775, 0.01, 252],
    "ink-3": [0.665, 0.012, 252],
  },
} as const satisfies Record<ThemeName, Record<string, Oklch>>;

/** The grounds that text in the accent's colour is written on. */
const GROUNDS = ["canvas", "surface", "sunken", "rail", "hover"] as const;

export interface AccentTokens {
  accent: string;
  "accent-hover": string;
  "on-accent": string;
  "accent-soft": string;
  "accent-line": string;
  select: string;
  bar: string;
  "bar-2": string;
}

const OKLCH = /^oklch\(\s*(\d*\.?\d+)(%?)\s+(\d*\.?\d+)\s+(\d*\.?\d+)(?:deg)?\s*\)$/;

/** Reads `#rgb`, `#rrggbb` or `oklch(0.475 0.125 252)`; null for anything else. */
export function parseAccent(text: string): Oklch | null {
  const written = text.trim().toLowerCase();
  if (/^#(?:[0-9a-f]{3}|[0-9a-f]{6})$/.test(written)) {
    const rgb = parseHex(written);
    return rgb && toOklch(rgb);
  }
  const [, l, percent, c, h] = OKLCH.exec(written) ?? [];
  if (l === undefined || c === undefined || h === undefined) return null;
  const lightness = percent ? Number(l) / 100 : Number(l);
  const chroma = Number(c);
  return lightness <= 1 && chroma <= 0.5 && Number(h) <= 360 ? [lightness, chroma, Number(h)] : null;
}

/** As a colour picker takes it. */
export const accentHex = (accent: Oklch): string => toHex(fromOklch(accent));

/** Of the lightnesses from `start` in steps, the first that does. */
function firstLightness(start: number, step: number, does: (lightness: number) => boolean): number {
  let lightness = start;
  while (!does(lightness) && lightness > 0 && lightness < 1) lightness += step;
  return Math.min(1, Math.max(0, lightness));
}

/** What the screen shows of a colour, so that a contrast is that of the drawn colours. */
const drawn = (color: Oklch): Rgb => parseHex(toHex(fromOklch(color))) ?? [0, 0, 0];

interface Recipe {
  /** Where the search for a readable accent begins, and which way it goes. */
  start: (lightness: number) => number;
  step: number;
  mostChroma: number;
  hover: (lightness: number) => number;
  onAccent: readonly [number, number];
  soft: { lightness: number; step: number; chroma: number };
  line: readonly [number, number];
  bar: readonly [number, number];
  bar2: readonly [number, number];
  /** Of the selected range, 0–255. */
  selectAlpha: string;
}

/** Lightness and chroma of the product's own tokens; other accents bring the hue, and less chroma where they have less. */
const RECIPES: Record<ThemeName, Recipe> = {
  light: {
    start: (lightness) => Math.min(lightness, 0.6),
    step: -0.005,
    mostChroma: 0.3,
    hover: (lightness) => (lightness < 0.2 ? lightness + 0.1 : lightness - 0.06),
    onAccent: [0.99, 0.004],
    soft: { lightness: 0.948, step: 0.002, chroma: 0.018 },
    line: [0.8, 0.065],
    bar: [0.905, 0.036],
    bar2: [0.94, 0.022],
    selectAlpha: "16",
  },
  dark: {
    start: (lightness) => Math.max(lightness, 0.735),
    step: 0.005,
    mostChroma: 0.108,
    hover: (lightness) => (lightness > 0.9 ? lightness - 0.07 : lightness + 0.055),
    onAccent: [0.17, 0.03],
    soft: { lightness: 0.292, step: -0.002, chroma: 0.048 },
    line: [0.44, 0.085],
    bar: [0.335, 0.052],
    bar2: [0.285, 0.032],
    selectAlpha: "21",
  },
};

function tokensFor(theme: ThemeName, [lightness, chroma, hue]: Oklch): AccentTokens {
  const recipe = RECIPES[theme];
  // A grey accent keeps everything grey; from the product's own chroma on, tints are as strong as its own.
  const strength = Math.min(1, chroma / 0.125);
  const tint = ([light, full]: readonly [number, number]) => toHex(fromOklch([light, full * strength, hue]));
  const neutral = NEUTRALS[theme];
  const faint = drawn(neutral["ink-3"]);
  const { soft } = recipe;
  const softLightness = firstLightness(soft.lightness, soft.step, (light) => {
    return contrast(drawn([light, soft.chroma * strength, hue]), faint) >= READABLE;
  });
  const onAccent = drawn([recipe.onAccent[0], recipe.onAccent[1] * strength, hue]);
  const softColor: Oklch = [softLightness, soft.chroma * strength, hue];
  const grounds = [...GROUNDS.map((name) => drawn(neutral[name])), drawn(softColor)];
  const full = Math.min(chroma, recipe.mostChroma);
  const reads = (light: number) => {
    const accent = drawn([light, full, hue]);
    const hover = drawn([recipe.hover(light), full * 0.92, hue]);
    return (
      grounds.every((ground) => contrast(accent, ground) >= READABLE) &&
      contrast(accent, onAccent) >= READABLE &&
      contrast(hover, onAccent) >= READABLE
    );
  };
  const readable = firstLightness(recipe.start(lightness), recipe.step, reads);
  const accent = toHex(fromOklch([readable, full, hue]));
  return {
    accent,
    "accent-hover": toHex(fromOklch([recipe.hover(readable), full * 0.92, hue])),
    "on-accent": toHex(onAccent),
    "accent-soft": toHex(fromOklch(softColor)),
    "accent-line": tint(recipe.line),
    select: `${accent}${recipe.selectAlpha}`,
    bar: tint(recipe.bar),
    "bar-2": tint(recipe.bar2),
  };
}

/**
 * The accent's tokens in both themes. Hue and chroma are the colour's; its lightness gives way until the accent reads as text on
 * every ground, text on it reads, and faint text reads on its tint, each at 4.5:1 or more.
 */
export const accentTokens = (accent: Oklch): Record<ThemeName, AccentTokens> => ({
  light: tokensFor("light", accent),
  dark: tokensFor("dark", accent),
});

const declarations = (tokens: AccentTokens) =>
  Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value}`)
    .join(";");

/** A style sheet that lays an accent over app/globals.css; it holds nothing but our own names and hex colours. */
export function accentCss(accent: Oklch): string {
  const { light, dark } = accentTokens(accent);
  // `html:root` is stronger than the `:root` it replaces, whichever sheet comes first.
  return [
    `html:root{${declarations(light)}}`,
    `@media screen{html:root[data-theme="dark"]{${declarations(dark)}}}`,
    `@media screen and (prefers-color-scheme:dark){html:root:not([data-theme]){${declarations(dark)}}}`,
  ].join("");
}
