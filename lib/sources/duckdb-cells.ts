import type { DuckDBDataChunk, DuckDBTypeId } from "@duckdb/node-api";

type Cell = (value: unknown) => unknown;

const SECOND = 1_000_000n;
const DAY_MS = 86_400_000;

const asText: Cell = (value) => String(value);
const asItIs: Cell = (value) => value;

/** Scaled digits with their point: -5 at two decimals is `-0.05`. */
function decimalText(value: bigint, scale: number): string {
  const digits = (value < 0n ? -value : value).toString().padStart(scale + 1, "0");
  const whole = digits.slice(0, digits.length - scale);
  return `${value < 0n ? "-" : ""}${whole}${scale > 0 ? `.${digits.slice(-scale)}` : ""}`;
}

/** As Postgres writes a day and what stands after it: years have four digits or more, those before Christ say so. */
function written(milliseconds: number, rest: (iso: string) => string): string | null {
  if (Math.abs(milliseconds) > 8.64e15) return null;
  const iso = new Date(milliseconds).toISOString();
  const [, year = "", day = "", time = ""] = /^([+-]?\d+)-(\d{2}-\d{2})T(.{8})/.exec(iso) ?? [];
  const number = Number(year);
  const shown = String(number > 0 ? number : 1 - number).padStart(4, "0");
  return `${shown}-${day}${rest(time)}${number > 0 ? "" : " BC"}`;
}

const dayText = (days: number): string | null => written(days * DAY_MS, () => "");

/** Microseconds since 1970 as `2026-01-20 03:00:00.25`, and the zone where there is one. */
function instantText(micros: bigint, zone: string): string | null {
  const past = ((micros % SECOND) + SECOND) % SECOND;
  const fraction = past === 0n ? "" : `.${past.toString().padStart(6, "0").replace(/0+$/, "")}`;
  return written(Number((micros - past) / 1000n), (time) => ` ${time}${fraction}${zone}`);
}

interface Finite {
  isFinite: boolean;
}
const endless = (text: string) => (text.startsWith("-") ? "-infinity" : "infinity");

const dayCell: Cell = (value) => {
  const date = value as { days: number } & Finite;
  if (!date.isFinite) return date.days < 0 ? "-infinity" : "infinity";
  return dayText(date.days) ?? String(value);
};

const instantCell =
  (micros: (value: never) => bigint, zone: string): Cell =>
  (value) => {
    const instant = micros(value as never);
    if ("isFinite" in (value as object) && !(value as Finite).isFinite) return endless(String(instant));
    return instantText(instant, zone) ?? String(value);
  };

/** A single-precision number by its own few digits: 0.1, where the double beside it is 0.10000000149. */
const singleCell: Cell = (value) => {
  for (let digits = 6; digits <= 9; digits++) {
    const short = Number((value as number).toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
};

const CELLS: Record<string, Cell> = {
  BOOLEAN: asItIs,
  TINYINT: asItIs,
  SMALLINT: asItIs,
  INTEGER: asItIs,
  UTINYINT: asItIs,
  USMALLINT: asItIs,
  UINTEGER: asItIs,
  DOUBLE: asItIs,
  VARCHAR: asItIs,
  FLOAT: singleCell,
  DECIMAL: (value) => {
    const decimal = value as { value: bigint; scale: number };
    return decimalText(decimal.value, decimal.scale);
  },
  DATE: dayCell,
  TIMESTAMP: instantCell((value: { micros: bigint }) => value.micros, ""),
  TIMESTAMP_TZ: instantCell((value: { micros: bigint }) => value.micros, "+00"),
  TIMESTAMP_S: instantCell((value: { seconds: bigint }) => value.seconds * SECOND, ""),
  TIMESTAMP_MS: instantCell((value: { millis: bigint }) => value.millis * 1000n, ""),
  TIMESTAMP_NS: instantCell((value: { nanos: bigint }) => value.nanos / 1000n, ""),
};

/**
 * A chunk's rows as arrays, in the shapes `runPostgres` gives: exact numbers wider than 32 bits as text, days as
 * `2026-01-20`, instants in UTC as `2026-01-20 03:00:00+00`, doubles as numbers.
 */
export function chunkRows(chunk: DuckDBDataChunk, types: typeof DuckDBTypeId): unknown[][] {
  const { rowCount, columnCount } = chunk;
  const rows: unknown[][] = Array.from({ length: rowCount }, () => new Array(columnCount));
  for (let column = 0; column < columnCount; column++) {
    const vector = chunk.getColumnVector(column);
    const cell = CELLS[types[vector.type.typeId]] ?? asText;
    for (let i = 0; i < rowCount; i++) {
      const value = vector.getItem(i);
      const row = rows[i];
      if (row) row[column] = value === null ? null : cell(value);
    }
  }
  return rows;
}
