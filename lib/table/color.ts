/** Colours in OKLCH and their contrast, for formats whose dark counterpart is computed. */

/** sRGB, each 0–1. */
export type Rgb = readonly [number, number, number];
/** Lightness 0–1, chroma, hue in degrees. */
export type Oklch = readonly [number, number, number];

const HEX = /^#([0-9a-f]{3}|[0-9a-f]{4}|[0-9a-f]{6}|[0-9a-f]{8})$/i;

/** Reads `#rgb`, `#rrggbb` and both with alpha, laid over white. Null for anything else: styles never carry other text. */
export function parseHex(text: string): Rgb | null {
  const match = HEX.exec(text.trim());
  if (!match?.[1]) return null;
  const digits = match[1].length <= 4 ? [...match[1]].map((c) => c + c).join("") : match[1];
  const channel = (i: number) => Number.parseInt(digits.slice(i * 2, i * 2 + 2), 16) / 255;
  const alpha = digits.length === 8 ? channel(3) : 1;
  const over = (i: number) => channel(i) * alpha + 1 - alpha;
  return [over(0), over(1), over(2)];
}

export function toHex(rgb: Rgb): string {
  return `#${rgb
    .map((c) =>
      Math.round(Math.min(1, Math.max(0, c)) * 255)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number) => (c <= 0.0031308 ? 12.92 * c : 1.055 * c ** (1 / 2.4) - 0.055);

export function toOklch([r, g, b]: Rgb): Oklch {
  const [lr, lg, lb] = [linear(r), linear(g), linear(b)];
  const l = Math.cbrt(0.4122214708 * lr + 0.5363325363 * lg + 0.0514459929 * lb);
  const m = Math.cbrt(0.2119034982 * lr + 0.6806995451 * lg + 0.1073969566 * lb);
  const s = Math.cbrt(0.0883024619 * lr + 0.2817188376 * lg + 0.6299787005 * lb);
  const a = 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s;
  const bb = 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s;
  const hue = (Math.atan2(bb, a) * 180) / Math.PI;
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, Math.hypot(a, bb), (hue + 360) % 360];
}

function linearRgb([lightness, chroma, hue]: Oklch): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** The nearest sRGB colour of that lightness and hue: chroma gives way. */
export function fromOklch([lightness, chroma, hue]: Oklch): Rgb {
  const inGamut = (c: number) => linearRgb([lightness, c, hue]).every((x) => x >= -0.0005 && x <= 1.0005);
  let low = 0;
  let high = chroma;
  if (!inGamut(chroma)) {
    for (let i = 0; i < 20; i++) {
      const middle = (low + high) / 2;
      if (inGamut(middle)) low = middle;
      else high = middle;
    }
    high = low;
  }
  const [r, g, b] = linearRgb([lightness, high, hue]);
  const channel = (c: number) => gamma(Math.min(1, Math.max(0, c)));
  return [channel(r), channel(g), channel(b)];
}

const luminance = ([r, g, b]: Rgb) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);

/** WCAG contrast, 1–21. */
export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
  return x > y ? x / y : y / x;
}
