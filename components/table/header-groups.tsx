import type { ColumnPlaces } from "@/components/table/column-place";
import { FROZEN_EDGE, FROZEN_START } from "@/components/table/table-header";
import { cn } from "@/components/ui/cn";
import type { TableColumn } from "@/lib/table/columns";
import type { HeadCell } from "@/lib/table/header-groups";

/** `display: grid` takes table roles away in some browsers: they are said once more. */
const ROW = { role: "row" } as const;
const HEAD = { role: "columnheader" } as const;

export interface HeaderGroupsProps {
  /** Outermost first. */
  rows: readonly (readonly HeadCell[])[];
  columns: readonly TableColumn[];
  places: ColumnPlaces;
  /** Columns whose heads are drawn; undefined for all. */
  shownAt: readonly number[] | undefined;
  className: string;
}

/** The rows of headings above the columns' names. A heading stays in sight while its columns scroll by. */
export function HeaderGroups({ rows, columns, places, shownAt, className }: HeaderGroupsProps) {
  // Under frozen columns headings slide away, also where those have none themselves.
  const frozen = columns.flatMap((_, i) => (places.frozenAt(i) ? [i] : []));
  return rows.map((cells, level) => {
    const covered = new Set(
      cells.flatMap(({ from, span }) => Array.from({ length: span }, (_, i) => from + i)),
    );
    return (
      <tr
        // biome-ignore lint/suspicious/noArrayIndexKey: a row of headings is its level
        key={level}
        {...ROW}
        aria-rowindex={level + 1}
        className={cn(className, "h-7 bg-sunken pointer-coarse:h-8", level === 0 && "border-line border-t")}
      >
        {frozen.flatMap((i) => {
          if (covered.has(i)) return [];
          const at = places.frozenAt(i);
          return (
            <td
              key={columns[i]?.name}
              aria-hidden
              style={{ ...places.style(i), gridColumn: i + 1, gridRow: 1 }}
              className={cn("sticky z-20 bg-sunken", at?.last && FROZEN_EDGE, at?.first && FROZEN_START)}
            />
          );
        })}
        {cells.map(({ key, from, span, text }) => {
          const last = from + span - 1;
          if (shownAt && !shownAt.some((i) => i >= from && i <= last)) return null;
          const held = places.frozenAt(from);
          const right = places.rightSet.has(columns[from]?.name ?? "");
          return (
            <th
              key={`${key} ${from}`}
              {...HEAD}
              scope="colgroup"
              colSpan={span}
              aria-colindex={from + 1}
              aria-colspan={span}
              style={{
                ...places.style(right ? last : from),
                gridColumn: `${from + 1} / span ${span}`,
                gridRow: 1,
              }}
              className={cn(
                "flex min-w-0 items-center border-line border-b border-l px-2 font-medium text-ink",
                held && "sticky z-20 bg-sunken",
                (places.frozenAt(last)?.last ?? false) && FROZEN_EDGE,
                held?.first && FROZEN_START,
              )}
            >
              <span
                title={text}
                className={cn("max-w-full truncate", !held && "sticky left-[var(--head-left,8px)] right-2")}
              >
                {text}
              </span>
            </th>
          );
        })}
      </tr>
    );
  });
}
