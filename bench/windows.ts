import type { PlanWindow } from "@/lib/query/plan";
import { addDays, countDays, type Day } from "@/lib/query/relative-date";

const dayAfter = (day: Day, days: number): Day => {
  const moved = addDays(day, days);
  if (moved === null) throw new RangeError(`${days} days after ${day} is no day`);
  return moved;
};

/** Some step that shares no divisor with `count`, near the golden section: neighbours come far apart, and all come once. */
function strideOf(count: number): number {
  const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));
  let stride = Math.max(1, Math.round(count * 0.618));
  while (divisor(stride, count) !== 1) stride += 1;
  return stride;
}

/**
 * Windows nobody has asked for before, so that no cache can help: every start once, jumping about, then all of them a day longer.
 * Pure, the same every time.
 */
export class NewWindows {
  #taken = 0;

  /**
   * @param days their length, at first
   * @param before days that must lie before a window, for comparisons; as long as it gets
   */
  constructor(
    readonly first: Day,
    readonly last: Day,
    readonly days: number,
    readonly compared: boolean,
  ) {}

  /** @throws RangeError when the data has not so many days */
  next(): PlanWindow {
    for (let days = this.days, left = this.#taken; ; days += 1) {
      const before = this.compared ? days : 0;
      const starts = countDays(this.first, this.last) - days - before + 1;
      if (starts < 1) throw new RangeError(`no window of ${days} days is left`);
      if (left >= starts) {
        left -= starts;
        continue;
      }
      this.#taken += 1;
      const from = dayAfter(this.first, before + ((left * strideOf(starts)) % starts));
      return { from, to: dayAfter(from, days - 1) };
    }
  }
}
