/** A line small enough to stand beside a number: two SVG paths in a box of its own. */

export const SPARK_WIDTH = 100;
export const SPARK_HEIGHT = 32;
const PADDING = 3;
/** More points than this can't be told apart in the box: neighbours are averaged. */
const MOST_POINTS = 100;

export interface Spark {
  /** SVG path data of the current period. */
  current: string;
  /** Of the period compared with; null without one. */
  previous: string | null;
  /** Where the last value of the current period is. */
  end: { x: number; y: number } | null;
}

type Values = readonly (number | null)[];

function thin(values: Values): Values {
  if (values.length <= MOST_POINTS) return values;
  return Array.from({ length: MOST_POINTS }, (_, i) => {
    const start = Math.floor((i * values.length) / MOST_POINTS);
    const bucket = values.slice(start, Math.floor(((i + 1) * values.length) / MOST_POINTS));
    const present = bucket.filter((value) => value !== null);
    return present.length > 0 ? present.reduce((sum, value) => sum + value, 0) / present.length : null;
  });
}

/**
 * Paths on one scale for both periods; null breaks the line, a lone point is a dot (a line of no length, round caps).
 * @returns null when the current period has no value.
 */
export function sparkline(current: Values, previous: Values): Spark | null {
  const [now, before] = [thin(current), thin(previous)];
  const present = [...now, ...before].filter((value) => value !== null);
  if (now.every((value) => value === null)) return null;
  const low = Math.min(...present);
  const high = Math.max(...present);

  const round = (n: number) => Number(n.toFixed(1));
  const x = (i: number, count: number) =>
    round(count < 2 ? SPARK_WIDTH / 2 : PADDING + (i / (count - 1)) * (SPARK_WIDTH - 2 * PADDING));
  const y = (value: number) =>
    round(
      high === low
        ? SPARK_HEIGHT / 2
        : SPARK_HEIGHT - PADDING - ((value - low) / (high - low)) * (SPARK_HEIGHT - 2 * PADDING),
    );

  const draw = (values: Values) =>
    values.reduce<string>((path, value, i) => {
      if (value === null) return path;
      const point = `${x(i, values.length)} ${y(value)}`;
      if ((values[i - 1] ?? null) !== null) return `${path}L${point}`;
      return `${path}M${point}${(values[i + 1] ?? null) === null ? "h0" : ""}`;
    }, "");

  const last = now.findLastIndex((value) => value !== null);
  const lastValue = now[last];
  return {
    current: draw(now),
    previous: before.some((value) => value !== null) ? draw(before) : null,
    end: lastValue === null || lastValue === undefined ? null : { x: x(last, now.length), y: y(lastValue) },
  };
}
