/** Colour scales: the ground a value takes between its points, and an ink that reads on it. Pure. */
import { contrast, fromOklch, parseHex, type Rgb, toHex, toOklch } from "@/lib/table/color";
import { asNumber } from "@/lib/table/compare-values";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { CellStyle, ScalePoint } from "@/lib/table/format-rule";

/** Steps between two points: no eye tells more apart, and each is computed once. */
export const SCALE_STEPS = 32;
const INK = fromOklch([0.225, 0.014, 252]);
const WHITE: Rgb = [1, 1, 1];
const BLACK: Rgb = [0, 0, 0];
const READABLE = 4.5;

const placeOf = ({ at }: ScalePoint, facts: ColumnFacts | undefined): number | null => {
  if (typeof at === "number") return at;
  if (at === "min") return asNumber(facts?.bottom[1] ?? null);
  if (at === "max") return asNumber(facts?.top[1] ?? null);
  return facts?.percentiles[at.percentile] ?? null;
};

/** Where a scale's points stand, lowest first unless asked as they come; null while one of them is not known. */
export function scalePlaces(
  points: readonly ScalePoint[],
  facts: ColumnFacts | undefined,
  sorted = true,
): number[] | null {
  const places = points.map((point) => placeOf(point, facts));
  const known = places.filter((place): place is number => place !== null);
  if (known.length < points.length) return null;
  return sorted ? known.sort((a, b) => a - b) : known;
}

/** Straight through OKLab, so that halfway between two colours looks halfway. */
function mix(a: Rgb, b: Rgb, share: number): Rgb {
  const lab = (rgb: Rgb) => {
    const [lightness, chroma, hue] = toOklch(rgb);
    const angle = (hue * Math.PI) / 180;
    return [lightness, chroma * Math.cos(angle), chroma * Math.sin(angle)] as const;
  };
  const [x, y] = [lab(a), lab(b)];
  const at = (i: 0 | 1 | 2) => x[i] + (y[i] - x[i]) * share;
  const hue = (Math.atan2(at(2), at(1)) * 180) / Math.PI;
  return fromOklch([at(0), Math.hypot(at(1), at(2)), (hue + 360) % 360]);
}

/** The theme's ink where it reads on this ground, else white or black, whichever reads better. */
export function inkOn(ground: Rgb): string {
  if (contrast(INK, ground) >= READABLE) return toHex(INK);
  return contrast(WHITE, ground) > contrast(BLACK, ground) ? "#ffffff" : "#000000";
}

/** The style of a value on a scale; undefined where the value is no number or the scale's ends are not known. */
export function scaleStyle(
  points: readonly ScalePoint[],
  value: number,
  facts: ColumnFacts | undefined,
): CellStyle | undefined {
  const placed = points
    .map((point) => ({ place: placeOf(point, facts), rgb: parseHex(point.color) }))
    .filter((point): point is { place: number; rgb: Rgb } => point.place !== null && point.rgb !== null)
    .sort((a, b) => a.place - b.place);
  const [first, last] = [placed[0], placed.at(-1)];
  if (!first || !last || placed.length < points.length) return undefined;
  const after = placed.findIndex(({ place }) => value <= place);
  const [low, high] =
    after < 0
      ? [last, last]
      : after === 0
        ? [first, first]
        : [placed[after - 1] ?? first, placed[after] ?? last];
  const width = high.place - low.place;
  const share = width > 0 ? Math.round(((value - low.place) / width) * SCALE_STEPS) / SCALE_STEPS : 0;
  const ground = mix(low.rgb, high.rgb, share);
  return { backgroundColor: toHex(ground), color: inkOn(ground) };
}
