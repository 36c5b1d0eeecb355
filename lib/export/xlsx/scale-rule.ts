/** Colour scales in sheets: Excel's own, or step by step where Excel's own can't stand. Pure. */
import { and, call, type Expr } from "@/lib/export/xlsx/formula";
import { rgbOf } from "@/lib/export/xlsx/rule-look";
import type { RulePoint, SheetRule } from "@/lib/export/xlsx/sheet-rules";
import type { Rgb } from "@/lib/export/xlsx/styles";
import { parseHex, toHex } from "@/lib/table/color";
import { SCALE_STEPS, scalePlaces, scaleStyle } from "@/lib/table/color-scale";
import type { ColumnFacts } from "@/lib/table/format-facts";
import type { ScalePoint } from "@/lib/table/format-rule";

/** A stretch of values, the lower end in it; without an end it goes on. */
export interface ScaleStep {
  from?: number;
  to?: number;
  fill: Rgb;
  ink: Rgb;
}

/** Where all values are the same, they are on the first point. */
const JUST_ABOVE = 1e-12;

/** The scale as the steps the screen draws, lowest first; none where its ends are not known. */
export function scaleSteps(points: readonly ScalePoint[], facts: ColumnFacts | undefined): ScaleStep[] {
  const places = scalePlaces(points, facts);
  if (!places) return [];
  const bounds = places.slice(1).flatMap((high, i) => {
    const low = places[i] ?? high;
    // Between two steps' middles; below the first half step and above the last stand the points themselves.
    return high > low
      ? Array.from({ length: SCALE_STEPS }, (_, step) => low + ((step + 0.5) / SCALE_STEPS) * (high - low))
      : [high + JUST_ABOVE * Math.max(1, Math.abs(high))];
  });
  const steps: ScaleStep[] = [];
  for (let i = 0; i <= bounds.length; i++) {
    const [from, to] = [bounds[i - 1], bounds[i]];
    const inside = from === undefined ? (to ?? 0) - 1 : to === undefined ? from + 1 : (from + to) / 2;
    const style = scaleStyle(points, inside, facts);
    if (!style?.backgroundColor || !style.color) return [];
    const [fill, ink] = [rgbOf(style.backgroundColor), rgbOf(style.color)];
    const last = steps.at(-1);
    if (last?.fill === fill && last.ink === ink) steps.pop();
    const begins = last?.fill === fill && last.ink === ink ? last.from : from;
    steps.push({
      ...(begins === undefined ? {} : { from: begins }),
      ...(to === undefined ? {} : { to }),
      fill,
      ink,
    });
  }
  return steps;
}

/** Neighbouring steps of one ink as one. */
export function inkStretches(steps: readonly ScaleStep[]): ScaleStep[] {
  const stretches: ScaleStep[] = [];
  for (const step of steps) {
    const last = stretches.at(-1);
    if (last?.ink !== step.ink) stretches.push(step);
    else {
      stretches.pop();
      const { to: _to, ...rest } = last;
      stretches.push({ ...rest, ...(step.to === undefined ? {} : { to: step.to }) });
    }
  }
  return stretches;
}

/** A cell's value is a number of this stretch. */
export const onStep = (column: Expr, { from, to }: ScaleStep): Expr =>
  and(
    call("ISNUMBER", column),
    from === undefined ? true : call(">=", column, from),
    to === undefined ? true : call("<", column, to),
  );

/**
 * Excel's own scale; null where its ends are not known.
 * @param all the area is all rows of data, and nothing else: then Excel finds ends and percentiles itself
 */
export function scaleRule(
  points: readonly ScalePoint[],
  facts: ColumnFacts | undefined,
  all: boolean,
): SheetRule | null {
  const places = scalePlaces(points, facts, false);
  if (!places) return null;
  const placed = points.map((point, i) => ({ point, place: places[i] ?? 0 }));
  placed.sort((a, b) => a.place - b.place);
  const last = placed.length - 1;
  const written = placed.map(({ point: { at, color }, place }, i) => {
    const rgb = parseHex(color);
    const own: RulePoint =
      !all || typeof at === "number" || (at === "min" && i > 0) || (at === "max" && i < last)
        ? { at: "num", value: place }
        : typeof at === "object"
          ? { at: "percentile", value: at.percentile }
          : { at };
    return { ...own, color: rgb ? rgbOf(toHex(rgb)) : "FFFFFF" };
  });
  return { kind: "scale", points: written };
}
