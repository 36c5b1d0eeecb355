import type { TableColumn } from "@/lib/table/columns";

/** How far columns grow to fill a row: beyond it numbers stand too far from what they are about. */
const SLACK = 2.4;
/** Widths somebody chose give way less, and only where all are chosen. */
const CHOSEN_SLACK = 1.4;

/**
 * The grid's geometry as CSS variables: `--cols` for every row, `--left-N` for each column frozen at the left, `--right-N` at the right. Columns the reader
 * sized and frozen ones keep their px; the others grow into the window, within reason.
 * Cells need a container to size by.
 * @param override widths being dragged, by name
 */
export function gridLayout(
  columns: readonly Pick<TableColumn, "name" | "width" | "sized">[],
  frozen: ReadonlySet<string>,
  override: Readonly<Record<string, number>> = {},
  right: ReadonlySet<string> = new Set(),
): { variables: Record<`--${string}`, string>; minWidth: number } {
  const variables: Record<`--${string}`, string> = {};
  const tracks: string[] = [];
  const lefts: string[] = [];
  let minWidth = 0;
  const stretches = columns.some(
    ({ name, sized }) => !sized && !frozen.has(name) && !right.has(name) && !(name in override),
  );
  columns.forEach(({ name, width: own, sized }, i) => {
    const width = override[name] ?? own;
    const fixed = frozen.has(name) || right.has(name) || name in override || (sized && stretches);
    // On a phone frozen columns leave room for the others: all of them take 45 % of the table at most.
    const track = frozen.has(name) ? `min(${width}px,${Math.round(45 / frozen.size)}cqw)` : `${width}px`;
    if (fixed) tracks.push(track);
    else tracks.push(`minmax(${width}px,${Math.round(width * (sized ? CHOSEN_SLACK : SLACK))}px)`);
    if (frozen.has(name)) {
      variables[`--left-${i}`] = lefts.length === 0 ? "0px" : `calc(${lefts.join(" + ")})`;
      lefts.push(track);
    }
    minWidth += width;
  });
  // Where what scrolls comes into sight.
  if (lefts.length > 0) variables["--head-left"] = `calc(${lefts.join(" + ")} + 8px)`;
  let end = 0;
  for (let i = columns.length - 1; i >= 0; i--) {
    const column = columns[i];
    if (!column || !right.has(column.name)) continue;
    variables[`--right-${i}`] = `${end}px`;
    end += override[column.name] ?? column.width;
  }
  // What is left then stays empty at the end.
  variables["--cols"] = `${tracks.join(" ")} minmax(0,1fr)`;
  return { variables, minWidth };
}
