import { checkColumns } from "@/lib/datasets/check-columns";
import { checkMeasures } from "@/lib/datasets/check-measures";
import { checkRollups } from "@/lib/datasets/check-rollups";
import { type DatasetFault, missing } from "@/lib/datasets/dataset-fault";
import type { Dataset } from "@/lib/datasets/schema";
import { DUCKDB_SCHEMA, isDataSchema, type Source } from "@/lib/sources/schema";

/**
 * Names that mean nothing, names used twice, measures in a circle, tables outside the source's schemas, joins that could fan out.
 * @param siblings the datasets of the same source by id: what joins may name
 */
export function checkDataset(
  dataset: Dataset,
  source: Source,
  siblings: ReadonlyMap<string, Dataset> = new Map(),
): DatasetFault[] {
  return [
    ...checkSource(dataset, source),
    ...checkNames(dataset),
    ...checkMeasures(dataset),
    ...checkColumns(dataset, siblings),
    ...checkRollups(dataset, source, siblings),
    ...checkHierarchies(dataset),
    ...checkTime(dataset),
  ];
}

function checkSource(dataset: Dataset, source: Source): DatasetFault[] {
  const faults: DatasetFault[] = [];
  if (dataset.source !== source.id)
    faults.push({ path: ["source"], message: missing("source of this pack", dataset.source, [source.id]) });
  if (dataset.table) faults.push(...checkTable(dataset.table, source));
  return faults;
}

/** A table where the source has none, or may have none. What a database holds is seen only when it is asked. */
function checkTable({ schema, name }: NonNullable<Dataset["table"]>, source: Source): DatasetFault[] {
  const path = ["table", "schema"];
  if (source.kind === "postgres") {
    const { schemas } = source;
    if (!isDataSchema(schema))
      return [{ path, message: `“${schema}” holds no data for datasets; put the table into ${schemas[0]}` }];
    return schemas.includes(schema)
      ? []
      : [{ path, message: missing("schema allowed by source.yml", schema, schemas) }];
  }
  if (schema !== DUCKDB_SCHEMA) {
    const message = `tables of a ${source.kind} source have the schema ${DUCKDB_SCHEMA}; write that instead of “${schema}”`;
    return [{ path, message }];
  }
  if (source.kind === "duckdb") return [];
  const tables = Object.keys(source.tables);
  return tables.includes(name)
    ? []
    : [{ path: ["table", "name"], message: missing("table of source.yml", name, tables) }];
}

function checkNames({ dimensions, measures }: Dataset): DatasetFault[] {
  const faults: DatasetFault[] = [];
  const seen = new Set<string>();
  const check = (path: DatasetFault["path"], name: string) => {
    if (seen.has(name))
      faults.push({ path, message: `“${name}” is used twice; dimensions and measures share their names` });
    if (name.includes("__"))
      faults.push({ path, message: `“${name}”: “__” is kept for comparisons (margin__previous)` });
    seen.add(name);
  };
  dimensions.forEach(({ name }, i) => {
    check(["dimensions", i, "name"], name);
  });
  measures.forEach(({ name }, i) => {
    check(["measures", i, "name"], name);
  });
  return faults;
}

function checkHierarchies({ hierarchies, dimensions }: Dataset): DatasetFault[] {
  const faults: DatasetFault[] = [];
  const known = dimensions.map(({ name }) => name);
  const names = hierarchies.map(({ name }) => name);
  hierarchies.forEach(({ name, levels }, i) => {
    if (names.indexOf(name) < i)
      faults.push({ path: ["hierarchies", i, "name"], message: `“${name}” is used twice` });
    levels.forEach((level, j) => {
      const path = ["hierarchies", i, "levels", j];
      if (!known.includes(level)) faults.push({ path, message: missing("dimension", level, known) });
      else if (levels.indexOf(level) < j)
        faults.push({ path, message: `“${level}” stands twice in one hierarchy` });
    });
  });
  return faults;
}

function checkTime({ defaultTime, dimensions }: Dataset): DatasetFault[] {
  if (defaultTime === undefined) return [];
  const path = ["defaultTime"];
  const time = dimensions.find(({ name }) => name === defaultTime);
  if (!time) {
    const known = dimensions.map(({ name }) => name);
    return [{ path, message: missing("dimension", defaultTime, known) }];
  }
  if (time.type === "date" || time.type === "time") return [];
  return [{ path, message: `“${time.name}” is a ${time.type}; name a dimension of type date or time` }];
}
