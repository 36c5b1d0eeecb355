/** How far ahead of UTC a zone's clocks are at an instant, in ms. */
function offsetAt(instant: number, timezone: string): number {
  const parts = new Intl.DateTimeFormat("en", {
    timeZone: timezone,
    calendar: "gregory",
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(new Date(instant));
  const part = (type: string) => Number(parts.find((p) => p.type === type)?.value ?? 0);
  const wall = Date.UTC(
    part("year"),
    part("month") - 1,
    part("day"),
    part("hour"),
    part("minute"),
    part("second"),
  );
  return wall - instant;
}

/**
 * The instant a day begins where clocks show `timezone`; where they skip midnight, the first one there is.
 * @param day `YYYY-MM-DD`
 */
export function startOfDay(day: string, timezone: string): Date {
  const wall = Date.parse(`${day}T00:00:00Z`);
  // The offset depends on the instant that is looked for: the day before and after hold both that may be meant.
  const [earlier, later] = [wall - 86_400_000, wall + 86_400_000].map(
    (near) => wall - offsetAt(near, timezone),
  );
  const found = [earlier, later].find(
    (instant) => instant !== undefined && instant + offsetAt(instant, timezone) === wall,
  );
  return new Date(found ?? Math.max(earlier ?? wall, later ?? wall));
}
