import { type DatasetFault, missing } from "@/lib/datasets/dataset-fault";
import { linkNames } from "@/lib/datasets/link-names";
import type { Dataset, Dimension, Join } from "@/lib/datasets/schema";
import { parseValue } from "@/lib/query/parse-value";

/** Where dimensions stand, joins that could fan out, rules on names that are not there. */
export function checkColumns(dataset: Dataset, siblings: ReadonlyMap<string, Dataset>): DatasetFault[] {
  return [
    ...checkDimensions(dataset, siblings),
    ...checkJoins(dataset, siblings),
    ...checkRowRules(dataset),
    ...checkColumnRules(dataset),
  ];
}

function checkDimensions(dataset: Dataset, siblings: ReadonlyMap<string, Dataset>): DatasetFault[] {
  const faults: DatasetFault[] = [];
  const names = dataset.dimensions.map(({ name }) => name);
  dataset.dimensions.forEach((dimension, i) => {
    const path = ["dimensions", i];
    const { column, sql, lookup, link } = dimension;
    if ([column, sql, lookup].filter((place) => place !== undefined).length > 1)
      faults.push({ path, message: `“${dimension.name}” stands in one place: column, sql or lookup` });
    if (lookup) faults.push(...checkLookup(dataset, siblings, dimension, [...path, "lookup"]));
    for (const name of linkNames(link ?? ""))
      if (!names.includes(name))
        faults.push({ path: [...path, "link"], message: missing("dimension", name, names) });
  });
  return faults;
}

function checkLookup(
  dataset: Dataset,
  siblings: ReadonlyMap<string, Dataset>,
  { lookup, type }: Dimension,
  path: DatasetFault["path"],
): DatasetFault[] {
  const join = dataset.joins.find(({ name }) => name === lookup?.join);
  if (!join) {
    const known = dataset.joins.map(({ name }) => name);
    return [{ path: [...path, "join"], message: missing("join", lookup?.join ?? "", known) }];
  }
  // A join to nothing is a fault of its own.
  const other = siblings.get(join.dataset);
  if (!other) return [];
  const found = other.dimensions.find(({ name }) => name === lookup?.dimension);
  const at = [...path, "dimension"];
  if (!found) {
    const known = other.dimensions.map(({ name }) => name);
    return [{ path: at, message: missing(`dimension of “${other.id}”`, lookup?.dimension ?? "", known) }];
  }
  if (found.lookup)
    return [{ path: at, message: `“${found.name}” is itself looked up; join the dataset it comes from` }];
  if (found.type !== type)
    return [{ path: at, message: `“${found.name}” is a ${found.type}; give this dimension that type` }];
  return [];
}

function checkJoins({ id, joins, source }: Dataset, siblings: ReadonlyMap<string, Dataset>): DatasetFault[] {
  const faults: DatasetFault[] = [];
  joins.forEach((join, i) => {
    const path = ["joins", i];
    if (joins.findIndex(({ name }) => name === join.name) < i)
      faults.push({ path: [...path, "name"], message: `“${join.name}” is used twice` });
    const other = siblings.get(join.dataset);
    if (!other || other.id === id || other.source !== source) {
      const known = [...siblings.keys()].filter((name) => name !== id);
      faults.push({ path: [...path, "dataset"], message: missing("other dataset", join.dataset, known) });
      return;
    }
    faults.push(...checkKey(join, other, [...path, "on"]));
    if (other.rows !== "allRows")
      for (const rule of other.rows)
        if (other.dimensions.find(({ name }) => name === rule.dimension)?.lookup)
          faults.push({ path, message: `“${other.id}” rules its rows by a lookup; join without a detour` });
  });
  return faults;
}

/** Many rows to one, or rows would be counted twice. */
function checkKey({ on }: Join, other: Dataset, path: DatasetFault["path"]): DatasetFault[] {
  const given = Object.keys(on).sort().join(", ");
  if (!other.key)
    return [{ path, message: `give “${other.id}” a key: the columns that tell its rows apart` }];
  const wanted = [...other.key].sort().join(", ");
  if (given === wanted) return [];
  return [{ path, message: `names ${given || "nothing"}, but the key of “${other.id}” is ${wanted}` }];
}

function checkRowRules({ rows, dimensions }: Dataset): DatasetFault[] {
  if (rows === "allRows") return [];
  const faults: DatasetFault[] = [];
  rows.forEach((rule, i) => {
    const dimension = dimensions.find(({ name }) => name === rule.dimension);
    const path = ["rows", i, "dimension"];
    if (!dimension) {
      const known = dimensions.map(({ name }) => name);
      faults.push({ path, message: missing("dimension", rule.dimension, known) });
      return;
    }
    if (dimension.type === "time")
      faults.push({ path, message: `“${dimension.name}” is a time; rules stand on other types` });
    for (const [group, values] of Object.entries(rule.groups ?? {}))
      values.forEach((value, j) => {
        if (parseValue(value, dimension.type) === null)
          faults.push({
            path: ["rows", i, "groups", group, j],
            message: `${JSON.stringify(value)} is no ${dimension.type}`,
          });
      });
  });
  return faults;
}

function checkColumnRules({ columns, dimensions, measures }: Dataset): DatasetFault[] {
  const known = [...dimensions, ...measures].map(({ name }) => name);
  return columns.flatMap((rule, i) =>
    rule.columns.flatMap((name, j) =>
      known.includes(name)
        ? []
        : [{ path: ["columns", i, "columns", j], message: missing("dimension or measure", name, known) }],
    ),
  );
}
