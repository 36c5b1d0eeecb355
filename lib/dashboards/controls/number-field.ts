import type { NamedControl } from "@/lib/dashboards/control-kinds";
import type { FieldKind, NumberField } from "@/lib/dashboards/controls/field";
import { compareDecimals, readDecimal, writeDecimal } from "@/lib/table/exact-decimal";

const WRITTEN = /^-?\d{1,30}(?:\.\d{1,30})?$/;

/** A bound in its one writing, to the last digit: `007.50` is `7.5`. Null for what is no number. */
export function toBound(value: string | number): string | null {
  const decimal = readDecimal(value);
  if (!decimal) return null;
  const written = writeDecimal(decimal);
  return WRITTEN.test(written) ? written : null;
}

/** Whether both ends are there and the first is the greater. */
export function isReversed(from: string | null, to: string | null): boolean {
  const [low, high] = [readDecimal(from), readDecimal(to)];
  return low !== null && high !== null && compareDecimals(low, high) > 0;
}

/** A span of one dimension of numbers, both ends included: `f.<name>=10..50`, `10..`, `..50`. */
export const numberField: FieldKind<Extract<NamedControl, { type: "number_range" }>, NumberField> = {
  start: ({ name, dataset, dimension, default: { from, to } = {} }) => ({
    type: "number_range",
    name,
    dataset,
    dimension,
    from: from === undefined ? null : toBound(from),
    to: to === undefined ? null : toBound(to),
  }),
  read(control, given, { fault }) {
    const start = numberField.start(control);
    const text = given.at(-1) ?? "";
    if (text === "" || text === "..") return { ...start, from: null, to: null };
    const sides = text.split("..");
    const [from, to] = sides.map((side) =>
      side === "" ? null : WRITTEN.test(side) ? toBound(side) : undefined,
    );
    if (sides.length !== 2 || from === undefined || to === undefined) {
      fault("badNumbers", text);
      return start;
    }
    if (isReversed(from, to)) {
      fault("reversedNumbers", text);
      return start;
    }
    return { ...start, from, to };
  },
  write: ({ from, to }) => [from === null && to === null ? "" : `${from ?? ""}..${to ?? ""}`],
  filters: ({ dimension: name, from, to }) => {
    if (from !== null && to !== null) return [{ name, op: "between", values: [from, to] }];
    if (from !== null) return [{ name, op: "gte", values: [from] }];
    return to === null ? [] : [{ name, op: "lte", values: [to] }];
  },
};
