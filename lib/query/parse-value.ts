import type { ComparedAs, DimensionType, PlanValue } from "@/lib/query/plan";
import { isDay } from "@/lib/query/relative-date";

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:\d{2})$/;
const DECIMAL = /^-?\d{1,200}(?:\.\d{1,200})?$/;

const isInstant = (value: string): boolean =>
  INSTANT.test(value) && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value));

export interface CheckedValue {
  as: ComparedAs;
  value: PlanValue;
}

/** A value written out in full, or null where it does not fit the type. Row rules use it too. */
export function parseValue(value: string | number | boolean, type: DimensionType): CheckedValue | null {
  switch (type) {
    case "string":
      // Databases hold neither NUL nor half a character in text.
      return typeof value === "string" && !/[\0\p{Surrogate}]/u.test(value) ? { as: "text", value } : null;
    case "number":
      if (typeof value === "number") return { as: "number", value };
      return typeof value === "string" && DECIMAL.test(value) ? { as: "number", value } : null;
    case "boolean":
      if (typeof value === "boolean") return { as: "boolean", value };
      return value === "true" || value === "false" ? { as: "boolean", value: value === "true" } : null;
    case "date":
      return typeof value === "string" && isDay(value) ? { as: "date", value } : null;
    case "time":
      if (typeof value !== "string") return null;
      if (isDay(value)) return { as: "day", value };
      return isInstant(value) ? { as: "instant", value } : null;
  }
}
