import type { Sort } from "@/lib/query/query";
import type { TableConfig } from "@/lib/table/table-config";

/** The sort as a list, whichever way it was written. */
export const sortList = (config: Pick<TableConfig, "sort">): Sort[] =>
  config.sort === undefined ? [] : Array.isArray(config.sort) ? config.sort : [config.sort];
