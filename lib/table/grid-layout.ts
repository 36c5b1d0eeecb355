import type { TableColumn } from "@/lib/table/columns";

/**
 * The grid's geometry as CSS variables: `--cols` for every row, `--left-N` for each frozen column. Columns the reader
 * sized and frozen ones keep their px; the others share what is left of the window by their widths.
 * @param override widths being dragged, by name
 */
export function gridLayout(
  columns: readonly Pick<TableColumn, "name" | "width" | "sized">[],
  frozen: ReadonlySet<string>,
  override: Readonly<Record<string, number>> = {},
): { variables: Record<`--${string}`, string>; minWidth: number } {
  const variables: Record<`--${string}`, string> = {};
  const tracks: string[] = [];
  let left = 0;
  let minWidth = 0;
  let stretches = false;
  columns.forEach(({ name, width: own, sized }, i) => {
    const width = override[name] ?? own;
    const fixed = sized || frozen.has(name) || name in override;
    tracks.push(fixed ? `${width}px` : `minmax(${width}px,${width}fr)`);
    if (!fixed) stretches = true;
    if (frozen.has(name)) {
      variables[`--left-${i}`] = `${left}px`;
      left += width;
    }
    minWidth += width;
  });
  // With every width fixed, the rest of the row stays empty rather than stretching one column.
  variables["--cols"] = stretches ? tracks.join(" ") : `${tracks.join(" ")} minmax(0,1fr)`;
  return { variables, minWidth };
}
