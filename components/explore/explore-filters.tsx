"use client";

import type { Explore } from "@/components/explore/use-explore";
import { AddFilter } from "@/components/table/add-filter";
import { FilterChips } from "@/components/table/filter-chips";
import type { Filter } from "@/lib/query/query";
import { valuesBase } from "@/lib/table/values-query";

/** The table's filters where its chart is shown: the same ones, by the same editors. */
export function ExploreFilters({ explore, title }: { explore: Explore; title: string }) {
  const { source, table } = explore;
  const { columns, base } = source;
  const filters = table.config.filters ?? [];
  const search = table.config.search ?? "";
  const set = (name: string, filter: Filter | undefined) =>
    table.change(({ filters: before = [] }) => ({
      filters: [...before.filter((one) => one.name !== name), ...(filter ? [filter] : [])],
    }));
  return (
    <>
      <div className="absolute top-[5px] right-32 z-10 pointer-coarse:top-0 pointer-coarse:right-2">
        <AddFilter
          title={title}
          columns={columns}
          filters={filters}
          baseOf={(name) => valuesBase({ base, columns, filters, search: undefined }, name)}
          onFilter={set}
        />
      </div>
      <FilterChips
        filters={filters}
        columns={columns}
        onChange={(next) => table.change({ filters: next })}
        search={search}
        onSearch={(text) => table.change({ search: text })}
        onClear={() => table.change({ filters: [], search: "" })}
      />
    </>
  );
}
