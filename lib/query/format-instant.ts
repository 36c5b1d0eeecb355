/** Zones may be spelled in many ways, so the store has a bound. */
const MOST_FORMATTERS = 500;
const formatters = new Map<string, Intl.DateTimeFormat>();

/** Minutes east of Greenwich at an instant (ms since 1970) in an IANA zone. */
function offsetMinutes(instant: number, zone: string): number {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat("en-US", { timeZone: zone, timeZoneName: "longOffset" });
    if (formatters.size < MOST_FORMATTERS) formatters.set(zone, formatter);
  }
  const name = formatter.formatToParts(instant).find((part) => part.type === "timeZoneName")?.value ?? "";
  const match = /^GMT([+-])(\d{2}):(\d{2})/.exec(name);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/**
 * A timestamptz in UTC as Postgres writes it (`2026-01-01 00:00:00.25+00`) as ISO 8601 with the zone's offset,
 * microseconds kept: `2026-01-01T09:00:00.25+09:00`. Text of another form (`infinity`) stays as it is.
 */
export function formatInstant(text: string, zone: string): string {
  const match = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(\.\d+)?\+00$/.exec(text);
  if (!match) return text;
  const [, day, time, fraction = ""] = match;
  const instant = Date.parse(`${day}T${time}Z`);
  const offset = offsetMinutes(instant, zone);
  const local = new Date(instant + offset * 60_000).toISOString().slice(0, 19);
  const two = (value: number) => String(value).padStart(2, "0");
  const minutes = Math.abs(offset);
  const sign = offset < 0 ? "-" : "+";
  return `${local}${fraction}${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}
