/** What narrows the values a control offers. Pure. */

import type { FilterControl } from "@/lib/dashboards/control-kinds";
import { type ControlState, fieldFilters } from "@/lib/dashboards/control-state";
import type { QueryInput } from "@/lib/query/query";

/**
 * The question whose rows the values of `control` are taken from: those left under the other controls of its dataset.
 * @param ranged whether its dataset has the date range's dimension
 */
export function cascadeBase(
  control: Pick<FilterControl, "name" | "dataset"> & { cascade?: boolean | undefined },
  state: ControlState,
  ranged: boolean,
): QueryInput {
  const { name, dataset, cascade = true } = control;
  if (!cascade) return { dataset };
  const { range } = state;
  return {
    dataset,
    filters: state.fields.flatMap((field) =>
      field.type !== "switch" && field.dataset === dataset && field.name !== name ? fieldFilters(field) : [],
    ),
    ...(ranged && range ? { time: { name: range.name, from: range.from, to: range.to } } : {}),
  };
}
