/** A filter as a question takes it, checked without the schema library. Says the same as {@link Filter}, which its test holds it to. */
import type { Filter, QueryInput, Scalar } from "@/lib/query/query";
import {
  FILTER_OPS,
  LONGEST_QUERY_NAME,
  LONGEST_SCALAR,
  MOST_FILTER_VALUES,
  wordOf,
} from "@/lib/query/query-words";

const isScalar = (value: Scalar): boolean =>
  value === null ||
  typeof value === "boolean" ||
  (typeof value === "string" ? value.length <= LONGEST_SCALAR : Number.isFinite(value));

/** With its values filled in; undefined for one the engine would refuse. */
export function checkFilter({
  name,
  op,
  values = [],
}: NonNullable<QueryInput["filters"]>[number]): Filter | undefined {
  const named = name.length >= 1 && name.length <= LONGEST_QUERY_NAME;
  const known = wordOf(FILTER_OPS, op);
  const fits = values.length <= MOST_FILTER_VALUES && values.every(isScalar);
  return named && known && fits ? { name, op: known, values } : undefined;
}
