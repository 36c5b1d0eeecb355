import { type DatasetFault, missing } from "@/lib/datasets/dataset-fault";
import type { Measure } from "@/lib/datasets/measure-schema";
import { measuresOf, parseExpression } from "@/lib/datasets/parse-expression";
import type { Dataset } from "@/lib/datasets/schema";
import { AppError } from "@/lib/errors";
import { checkFilter } from "@/lib/query/filter";

const SOME_DAY = new Date("2026-01-01T00:00:00Z");
/** A measure that unfolds into more than this is written in a circle of ever larger parts. */
const MOST_PARTS = 500;

/** Parts that are no measures, measures computed from themselves, filters that don't fit. */
export function checkMeasures(dataset: Dataset): DatasetFault[] {
  const faults: DatasetFault[] = [];
  const known = dataset.measures.map(({ name }) => name);
  dataset.measures.forEach((measure, i) => {
    const parts = readParts(measure);
    if (typeof parts === "string") {
      faults.push({ path: ["measures", i, "expr"], message: parts });
      return;
    }
    for (const { name, field } of parts)
      if (!known.includes(name))
        faults.push({ path: ["measures", i, field], message: missing("measure", name, known) });
    const size = unfold(measure, dataset.measures, new Set());
    if (size === null) {
      const message = `“${measure.name}” is computed from itself; make its parts sums or counts`;
      faults.push({ path: ["measures", i], message });
    } else if (size > MOST_PARTS) {
      const message = `“${measure.name}” unfolds into more than ${MOST_PARTS} parts; name fewer measures in it`;
      faults.push({ path: ["measures", i], message });
    }
    if ("filters" in measure)
      measure.filters.forEach((filter, j) => {
        const message = filterFault(filter, dataset);
        if (message) faults.push({ path: ["measures", i, "filters", j], message });
      });
  });
  return faults;
}

/** The measures a measure names and the fields they stand in; for an expression that can't be read, why. */
export function readParts(measure: Measure): { name: string; field: string }[] | string {
  if (measure.aggregate === "ratio")
    return [
      { name: measure.numerator, field: "numerator" },
      { name: measure.denominator, field: "denominator" },
    ];
  if (measure.aggregate !== "expr") return [];
  try {
    return measuresOf(parseExpression(measure.expr)).map((name) => ({ name, field: "expr" }));
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** How many parts a measure unfolds into; null where it comes back to itself. Stops counting beyond the most allowed. */
function unfold(measure: Measure, measures: readonly Measure[], above: ReadonlySet<string>): number | null {
  if (above.has(measure.name)) return null;
  const parts = readParts(measure);
  if (typeof parts === "string") return 1;
  const below = new Set([...above, measure.name]);
  let size = 1;
  for (const { name } of parts) {
    const next = measures.find((m) => m.name === name);
    const inner = next ? unfold(next, measures, below) : 1;
    if (inner === null) return null;
    size += inner;
    if (size > MOST_PARTS) return size;
  }
  return size;
}

function filterFault(filter: Parameters<typeof checkFilter>[0], { dimensions }: Dataset): string | null {
  const dimension = dimensions.find(({ name }) => name === filter.name);
  if (!dimension)
    return missing(
      "dimension",
      filter.name,
      dimensions.map(({ name }) => name),
    );
  try {
    checkFilter(filter, dimension.type, { path: "", now: SOME_DAY, timezone: "UTC" });
    return null;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const [values] = error.fields.map((field) => Object.entries(field.values ?? {}));
    const why = (values ?? []).map(([name, value]) => `${name} ${value}`).join(", ");
    return `does not fit “${dimension.name}”, a ${dimension.type} (${error.fields[0]?.key ?? error.key}${why ? `: ${why}` : ""})`;
  }
}
