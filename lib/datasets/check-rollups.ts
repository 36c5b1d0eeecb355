import { readParts } from "@/lib/datasets/check-measures";
import { type DatasetFault, missing } from "@/lib/datasets/dataset-fault";
import type { Measure } from "@/lib/datasets/measure-schema";
import type { Rollup } from "@/lib/datasets/rollup-schema";
import type { Dataset } from "@/lib/datasets/schema";
import { checkFilter } from "@/lib/query/filter";
import type { Filter } from "@/lib/query/query";
import type { Source } from "@/lib/sources/schema";

/** Rollups of what can't be kept ahead of time for everybody alike. */
export function checkRollups(
  dataset: Dataset,
  source: Source,
  siblings: ReadonlyMap<string, Dataset>,
): DatasetFault[] {
  if (dataset.rollups.length > 0 && source.kind !== "postgres")
    return [{ path: ["rollups"], message: "only datasets of the workspace's own Postgres have rollups" }];
  return dataset.rollups.flatMap((rollup, i) => {
    const path = ["rollups", i];
    const twice = dataset.rollups.findIndex(({ name }) => name === rollup.name) < i;
    return [
      ...(twice ? [{ path: [...path, "name"], message: `“${rollup.name}” is used twice` }] : []),
      ...checkDimensions(rollup, dataset, siblings, path),
      ...checkTime(rollup, dataset, path),
      ...checkMeasures(rollup, dataset, path),
    ];
  });
}

function checkDimensions(
  rollup: Rollup,
  { dimensions, joins }: Dataset,
  siblings: ReadonlyMap<string, Dataset>,
  path: DatasetFault["path"],
): DatasetFault[] {
  const known = dimensions.map(({ name }) => name);
  return rollup.dimensions.flatMap((name, j) => {
    const fault = (message: string) => [{ path: [...path, "dimensions", j], message }];
    const dimension = dimensions.find((d) => d.name === name);
    if (!dimension) return fault(missing("dimension", name, known));
    if (rollup.dimensions.indexOf(name) < j) return fault(`“${name}” is named twice`);
    if (name === rollup.time) return fault(`“${name}” is the rollup's time already`);
    if (dimension.type === "time") return fault(`“${name}” is a time: its days depend on the reader's zone`);
    const join = joins.find((candidate) => candidate.name === dimension.lookup?.join);
    const lookup = join && siblings.get(join.dataset);
    if (lookup && (lookup.rows !== "allRows" || lookup.columns.length > 0))
      return fault(`“${name}” depends on the reader: “${lookup.id}” has row or column rules`);
    return [];
  });
}

function checkTime({ time }: Rollup, { dimensions }: Dataset, path: DatasetFault["path"]): DatasetFault[] {
  if (time === undefined) return [];
  const dates = dimensions.filter(({ type, lookup }) => type === "date" && !lookup).map(({ name }) => name);
  if (dates.includes(time)) return [];
  return [{ path: [...path, "time"], message: missing("dimension of type date", time, dates) }];
}

function checkMeasures(rollup: Rollup, dataset: Dataset, path: DatasetFault["path"]): DatasetFault[] {
  const known = dataset.measures.map(({ name }) => name);
  return rollup.measures.flatMap((name, j) => {
    const at = [...path, "measures", j];
    if (!known.includes(name)) return [{ path: at, message: missing("measure", name, known) }];
    const why = partsOf(name, dataset.measures).flatMap((part) => unkept(part, dataset) ?? [])[0];
    return why === undefined ? [] : [{ path: at, message: why }];
  });
}

/** What a measure is computed from in the end. Faults of the parts themselves are told where they stand. */
function partsOf(start: string, measures: readonly Measure[]): Measure[] {
  const names = new Set([start]);
  const found: Measure[] = [];
  // A set's iteration goes on with what is added meanwhile.
  for (const name of names) {
    const measure = measures.find((m) => m.name === name);
    if (!measure) continue;
    const parts = readParts(measure);
    if (measure.aggregate !== "ratio" && measure.aggregate !== "expr") found.push(measure);
    else if (typeof parts !== "string") for (const part of parts) names.add(part.name);
  }
  return found;
}

/** Why a part can't be kept; null when it can. */
function unkept(measure: Measure, { dimensions }: Dataset): string | null {
  const { name, aggregate } = measure;
  if (!/^(sum|count|min|max|avg)$/.test(aggregate))
    return `“${name}” is a ${aggregate}: it is computed from all rows again, never from parts`;
  for (const filter of "filters" in measure ? measure.filters : []) {
    const type = dimensions.find((d) => d.name === filter.name)?.type;
    const [early, late] = type ? NOWS.map((now) => readTest(filter, type, now)) : [];
    if (early !== late) return `“${name}” depends on today: “${filter.name}” is compared with a relative day`;
    if (early?.includes('"as":"day"'))
      return `“${name}” depends on the reader's zone: “${filter.name}” is a time compared by days`;
  }
  return null;
}

const NOWS = [new Date("2001-02-03T00:00:00Z"), new Date("2026-07-15T00:00:00Z")];

function readTest(
  filter: Filter,
  type: Dataset["dimensions"][number]["type"],
  now: Date,
): string | undefined {
  try {
    return JSON.stringify(checkFilter(filter, type, { path: "", now, timezone: "UTC" }));
  } catch {
    // A filter that does not fit is a fault of the measure.
    return undefined;
  }
}
