/** The tones of cell formats as colours, for what has no theme's tokens: contrast, Excel, mail. The tokens of globals.css in numbers. */
import { contrast, fromOklch, type Oklch } from "@/lib/table/color";
import { styleContrast } from "@/lib/table/dark-counterpart";
import type { CellStyle, FormatTone } from "@/lib/table/format-rule";

interface TonePair {
  color: Oklch;
  backgroundColor: Oklch;
}

export const TONE_COLORS: Record<FormatTone, { light: TonePair; dark: TonePair }> = {
  negative: {
    light: { color: [0.5, 0.175, 25], backgroundColor: [0.955, 0.024, 22] },
    dark: { color: [0.765, 0.125, 22], backgroundColor: [0.28, 0.05, 22] },
  },
  positive: {
    light: { color: [0.455, 0.1, 158], backgroundColor: [0.953, 0.034, 158] },
    dark: { color: [0.79, 0.115, 158], backgroundColor: [0.275, 0.036, 160] },
  },
  warning: {
    light: { color: [0.5, 0.105, 68], backgroundColor: [0.962, 0.04, 85] },
    dark: { color: [0.82, 0.11, 80], backgroundColor: [0.295, 0.045, 75] },
  },
  accent: {
    light: { color: [0.475, 0.125, 252], backgroundColor: [0.948, 0.018, 252] },
    dark: { color: [0.735, 0.108, 250], backgroundColor: [0.292, 0.048, 252] },
  },
};

/** What bars of a tone are filled with on a light screen. */
export const TONE_LINES: Record<FormatTone, Oklch> = {
  negative: [0.82, 0.08, 22],
  positive: [0.8, 0.08, 158],
  warning: [0.82, 0.1, 80],
  accent: [0.8, 0.065, 252],
};

/** WCAG contrast of a cell's text in both themes, as the format editor shows it. */
export function cellContrast(style: CellStyle): { light: number; dark: number } {
  if (!style.tone || style.backgroundColor || style.color) return styleContrast(style);
  const { light, dark } = TONE_COLORS[style.tone];
  const of = (pair: TonePair) => contrast(fromOklch(pair.color), fromOklch(pair.backgroundColor));
  return { light: of(light), dark: of(dark) };
}
