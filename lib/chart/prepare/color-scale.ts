/** Which colour a value has: of the palette, or of a scale from little to much. */
import { OTHERS_COLOR } from "@/lib/chart/color-index";

/** The name of a palette's colour as the stylesheet has it. */
export const colorToken = (color: number): string => (color === OTHERS_COLOR ? "line-ctl" : `c${color + 1}`);

const STEPS = 7;
/** Where there is no value. */
export const GAP_COLOR = "grid";
const DIVERGING = ["d3", "d2", "d1", "q1", "q3", "q5", "q7"];

export interface ColorScale {
  low: number;
  high: number;
  /** From low to high. */
  colors: string[];
  colorOf: (value: number | null) => string;
}

/** Seven even steps from the least to the most; around zero where there are values on both sides of it. */
export function colorScale(values: readonly (number | null)[]): ColorScale {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (low > high) [low, high] = [0, 0];
  const diverging = low < 0;
  const most = Math.max(Math.abs(low), Math.abs(high));
  const [from, to] = diverging ? [-most, most] : [low, high];
  const colors = diverging ? DIVERGING : Array.from({ length: STEPS }, (_, i) => `q${i + 1}`);
  const colorOf = (value: number | null) => {
    if (value === null) return GAP_COLOR;
    const step =
      to > from ? Math.min(STEPS - 1, Math.floor(((value - from) / (to - from)) * STEPS)) : STEPS - 1;
    return colors[step] ?? GAP_COLOR;
  };
  return { low: from, high: to, colors, colorOf };
}
