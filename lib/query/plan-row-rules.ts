import type { Viewer } from "@/lib/access/viewer";
import { isExcepted } from "@/lib/datasets/column-effects";
import type { Dataset, Dimension, RowRule } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import { COMPARED_AS } from "@/lib/query/filter";
import { parseValue } from "@/lib/query/parse-value";
import type { PlanColumn, PlanCondition } from "@/lib/query/plan";

/** What the viewer's attribute and groups let through, repeats left out. */
function allowedValues(rule: RowRule, viewer: Viewer): (string | number | boolean)[] {
  const { attribute, groups } = rule;
  const own =
    attribute !== undefined && Object.hasOwn(viewer.attributes, attribute)
      ? (viewer.attributes[attribute] ?? [])
      : [];
  const shared = viewer.groups.flatMap((group) =>
    groups && Object.hasOwn(groups, group) ? (groups[group] ?? []) : [],
  );
  return [...new Set([...own, ...shared])];
}

/**
 * What this viewer may see: per rule, rows whose dimension is among the values of their attribute and groups, and none
 * without any. A value that does not fit the dimension's type matches nothing.
 * @param read where a dimension's own, unmasked value stands
 */
export function planRowRules(
  dataset: Dataset,
  viewer: Viewer,
  read: (dimension: Dimension) => PlanColumn,
): PlanCondition[] {
  if (dataset.rows === "allRows") return [];
  return dataset.rows
    .filter((rule) => !isExcepted(viewer, rule))
    .map((rule) => {
      const dimension = dataset.dimensions.find((d) => d.name === rule.dimension);
      // A rule that cannot be applied must not let everything through.
      if (!dimension) throw new AppError("INTERNAL", { cause: `row rule on unknown ${rule.dimension}` });
      const as = COMPARED_AS[dimension.type];
      const values = allowedValues(rule, viewer)
        .flatMap((value) => parseValue(value, dimension.type) ?? [])
        .filter((entry) => entry.as === as)
        .map((entry) => entry.value);
      return { on: read(dimension), test: { op: "any" as const, as, values, nulls: false, negate: false } };
    });
}
