import type { Dataset, Measure } from "@/lib/datasets/schema";
import { nearestNames } from "@/lib/query/nearest-names";
import { DUCKDB_SCHEMA, isDataSchema, type Source } from "@/lib/sources/schema";

/** A fault of a dataset that its schema cannot see, with what to do about it. */
export interface DatasetFault {
  path: (string | number)[];
  message: string;
}

const missing = (kind: string, name: string, known: readonly string[]): string => {
  const nearest = nearestNames(name, known).map((candidate) => `“${candidate}”`);
  const hint = nearest.length > 0 ? `did you mean ${nearest.join(" or ")}?` : `known: ${known.join(", ")}`;
  return `no ${kind} is called “${name}”; ${hint}`;
};

/** Names that mean nothing, names used twice, ratios in a circle, tables outside the source's schemas. */
export function checkDataset(dataset: Dataset, source: Source): DatasetFault[] {
  const faults: DatasetFault[] = [];
  const fault = (path: DatasetFault["path"], message: string) => faults.push({ path, message });
  const dimensions = dataset.dimensions.map((d) => d.name);
  const measures = dataset.measures.map((m) => m.name);

  if (dataset.source !== source.id)
    fault(["source"], missing("source of this pack", dataset.source, [source.id]));
  faults.push(...checkTable(dataset.table, source));

  const seen = new Set<string>();
  const name = (path: DatasetFault["path"], value: string) => {
    if (seen.has(value)) fault(path, `“${value}” is used twice; dimensions and measures share their names`);
    if (value.includes("__")) fault(path, `“${value}”: “__” is kept for comparisons (margin__previous)`);
    seen.add(value);
  };
  for (const [i, value] of dimensions.entries()) name(["dimensions", i, "name"], value);
  for (const [i, value] of measures.entries()) name(["measures", i, "name"], value);

  dataset.measures.forEach((measure, i) => {
    if (measure.aggregate !== "ratio") return;
    for (const part of ["numerator", "denominator"] as const)
      if (!measures.includes(measure[part]))
        fault(["measures", i, part], missing("measure", measure[part], measures));
    if (leadsBack(measure, dataset.measures))
      fault(["measures", i], `“${measure.name}” is computed from itself; make its parts sums or counts`);
  });

  const hierarchies = dataset.hierarchies.map((h) => h.name);
  dataset.hierarchies.forEach((hierarchy, i) => {
    if (hierarchies.indexOf(hierarchy.name) < i)
      fault(["hierarchies", i, "name"], `“${hierarchy.name}” is used twice`);
    hierarchy.levels.forEach((level, j) => {
      if (!dimensions.includes(level))
        fault(["hierarchies", i, "levels", j], missing("dimension", level, dimensions));
      else if (hierarchy.levels.indexOf(level) < j)
        fault(["hierarchies", i, "levels", j], `“${level}” stands twice in one hierarchy`);
    });
  });

  if (dataset.defaultTime !== undefined) {
    const time = dataset.dimensions.find((d) => d.name === dataset.defaultTime);
    if (!time) fault(["defaultTime"], missing("dimension", dataset.defaultTime, dimensions));
    else if (time.type !== "date" && time.type !== "time")
      fault(["defaultTime"], `“${time.name}” is a ${time.type}; name a dimension of type date or time`);
  }

  if (dataset.rows !== "allRows")
    dataset.rows.forEach((rule, i) => {
      const dimension = dataset.dimensions.find((d) => d.name === rule.dimension);
      if (!dimension) fault(["rows", i, "dimension"], missing("dimension", rule.dimension, dimensions));
      else if (dimension.type === "time")
        fault(["rows", i, "dimension"], `“${dimension.name}” is a time; rules stand on other types`);
    });
  return faults;
}

/** A table where the source has none, or may have none. What a database holds is seen only when it is asked. */
function checkTable({ schema, name }: Dataset["table"], source: Source): DatasetFault[] {
  const path = ["table", "schema"];
  if (source.kind === "postgres") {
    const { schemas } = source;
    if (!isDataSchema(schema))
      return [{ path, message: `“${schema}” holds no data for datasets; put the table into ${schemas[0]}` }];
    return schemas.includes(schema)
      ? []
      : [{ path, message: missing("schema allowed by source.yml", schema, schemas) }];
  }
  if (schema !== DUCKDB_SCHEMA)
    return [
      {
        path,
        message: `tables of a ${source.kind} source have the schema ${DUCKDB_SCHEMA}; write that instead of “${schema}”`,
      },
    ];
  if (source.kind === "duckdb") return [];
  const tables = Object.keys(source.tables);
  return tables.includes(name)
    ? []
    : [{ path: ["table", "name"], message: missing("table of source.yml", name, tables) }];
}

/** True when following a ratio's parts comes to the measure itself. */
function leadsBack(start: Measure, measures: readonly Measure[]): boolean {
  const open: Measure[] = [start];
  const done = new Set<string>();
  for (let measure = open.pop(); measure; measure = open.pop()) {
    if (measure.aggregate !== "ratio") continue;
    for (const part of [measure.numerator, measure.denominator]) {
      if (part === start.name) return true;
      const next = measures.find((m) => m.name === part);
      if (next && !done.has(part)) open.push(next);
      done.add(part);
    }
  }
  return false;
}
