import { contrast, fromOklch, type Oklch, parseHex, type Rgb, toHex, toOklch } from "@/lib/table/color";

/** What a cell stands on and writes with where a style leaves one out: the surface and ink of both themes. */
const LIGHT = { surface: fromOklch([1, 0, 0]), ink: fromOklch([0.225, 0.014, 252]) };
const DARK = { surface: fromOklch([0.205, 0.009, 252]), ink: fromOklch([0.945, 0.005, 252]) };

/** WCAG's least contrast for text of this size is 4.5; the rest is lost in rounding to hex. */
const READABLE = 4.6;

export interface ColorPair {
  backgroundColor?: string;
  color?: string;
}

/** A pale tint becomes a deep one, of the same hue and not glaring. */
function darkBackground([lightness, chroma, hue]: Oklch): Rgb {
  const dark = 0.215 + (1 - lightness) * 0.72;
  return fromOklch([Math.min(dark, 0.8), Math.min(chroma * 1.6, Math.max(chroma, 0.06)), hue]);
}

/** The colour of that hue whose contrast against `ground` is nearest to `wanted`, on the asked side if it can be reached. */
function withContrast([, chroma, hue]: Oklch, ground: Rgb, wanted: number, lighter: boolean): Rgb {
  const start = toOklch(ground)[0];
  const reach = (up: boolean): Rgb => {
    let near = start;
    let far = up ? 1 : 0;
    for (let i = 0; i < 24; i++) {
      const middle = (near + far) / 2;
      if (contrast(fromOklch([middle, chroma, hue]), ground) < wanted) near = middle;
      else far = middle;
    }
    return fromOklch([far, chroma, hue]);
  };
  const first = reach(lighter);
  if (contrast(first, ground) >= wanted - 0.05) return first;
  const second = reach(!lighter);
  return contrast(second, ground) > contrast(first, ground) ? second : first;
}

/**
 * The contrast the dark side aims for: the light side's, but what was chosen too pale to read there is made readable
 * where the choice is ours. Text in the colour of its ground hides a value on purpose and stays hidden.
 */
const wantedContrast = (light: number): number => (light < 1.5 ? light : Math.max(light, READABLE));

/**
 * What a style chosen on white looks like on dark: same hues, and a contrast between text and
 * ground that is no lower.
 * @param style colours as `#rrggbb`; what is no hex colour is left out
 */
export function darkCounterpart(style: ColorPair): ColorPair {
  const ground = style.backgroundColor === undefined ? null : parseHex(style.backgroundColor);
  const ink = style.color === undefined ? null : parseHex(style.color);
  const lightGround = ground ?? LIGHT.surface;
  const lightInk = ink ?? LIGHT.ink;
  const darkGround = ground ? darkBackground(toOklch(ground)) : DARK.surface;
  const dark: ColorPair = {};
  if (ground) dark.backgroundColor = toHex(darkGround);
  if (!ink && !ground) return dark;
  const wanted = wantedContrast(contrast(lightInk, lightGround));
  // Without a colour of its own, text keeps the theme's ink as long as that reads as well as on white it should.
  if (!ink && contrast(DARK.ink, darkGround) >= Math.min(wanted, READABLE)) return dark;
  const inkDarker = toOklch(lightInk)[0] < toOklch(lightGround)[0];
  const pale = toOklch(lightGround)[0] > 0.6;
  dark.color = toHex(withContrast(toOklch(lightInk), darkGround, wanted, pale ? inkDarker : !inkDarker));
  return dark;
}

/** Contrast of a style's text in both themes, as the format editor shows it. */
export function styleContrast(style: ColorPair): { light: number; dark: number } {
  const dark = darkCounterpart(style);
  const read = (text: string | undefined, fallback: Rgb) =>
    (text === undefined ? null : parseHex(text)) ?? fallback;
  return {
    light: contrast(read(style.color, LIGHT.ink), read(style.backgroundColor, LIGHT.surface)),
    dark: contrast(read(dark.color, DARK.ink), read(dark.backgroundColor, DARK.surface)),
  };
}
