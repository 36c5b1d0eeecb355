/** Where the widgets of a page lie when some of its sections are closed. Pure: server and browser draw the same. */
import type { Box } from "@/lib/dashboards/layout";

/** A widget of one page in its place. */
export interface Placed {
  id: string;
  box: Pick<Box, "x" | "y" | "w" | "h">;
  /** A heading that closes over what is below it. */
  section?: boolean;
}

/** Between widgets, px: what moves up keeps away from what stays by so much. */
const GAP = 12;

const bottom = ({ box }: Placed) => box.y + box.h;

/** In the order one reads them: row by row, left to right. */
export const byReading = (a: Placed, b: Placed): number => a.box.y - b.box.y || a.box.x - b.box.x;

/**
 * The section each widget is under: the last heading that begins at its height or above; none for what is above them all. What begins
 * beside a heading, in its upper half, is of its row: it moves with it and stays when it closes.
 */
function sectionOf(headings: readonly Placed[], placed: Placed): { of: number; beside: boolean } {
  const of = placed.section
    ? headings.findIndex(({ id }) => id === placed.id)
    : headings.findLastIndex(({ box }) => box.y <= placed.box.y);
  const box = headings[of]?.box;
  return { of, beside: placed.section === true || !box || placed.box.y < box.y + box.h / 2 };
}

/** The widgets under each section of a page, by its id. */
export function sectionMembers(page: readonly Placed[]): Map<string, string[]> {
  const headings = page.filter(({ section }) => section).sort(byReading);
  const members = new Map(headings.map(({ id }): [string, string[]] => [id, []]));
  for (const placed of page) {
    const { of, beside } = sectionOf(headings, placed);
    const heading = headings[of];
    if (heading && !beside) members.get(heading.id)?.push(placed.id);
  }
  return members;
}

/** How far what moves may go up before it comes to what stays. */
function room(moving: readonly Placed[], staying: readonly Placed[]): number {
  const rooms = moving.flatMap((below) =>
    staying
      .filter(
        (above) =>
          above.box.x < below.box.x + below.box.w &&
          below.box.x < above.box.x + above.box.w &&
          bottom(above) <= below.box.y,
      )
      .map((above) => Math.max(0, below.box.y - bottom(above) - GAP)),
  );
  return Math.min(Number.POSITIVE_INFINITY, ...rooms);
}

/**
 * The page without what is under closed sections. The sections after a closed one move up by the height it has given free, with what is
 * under them, as far as nothing that stays is in their way.
 */
export function foldSections(
  page: readonly Placed[],
  closed: ReadonlySet<string>,
): Map<string, Placed["box"]> {
  const headings = page.filter(({ section }) => section).sort(byReading);
  let shown = page.map((placed) => ({ ...placed, ...sectionOf(headings, placed) }));
  headings.forEach(({ id }, at) => {
    const heading = shown.find((placed) => placed.id === id);
    if (!closed.has(id) || !heading) return;
    const hidden = shown.filter(({ of, beside }) => of === at && !beside);
    shown = shown.filter((placed) => !hidden.includes(placed));
    const moving = shown.filter(({ of }) => of > at);
    const next = Math.min(...moving.map(({ box }) => box.y));
    const free = Math.min(next, Math.max(...hidden.map(bottom))) - bottom(heading);
    const up = Math.min(
      free,
      room(
        moving,
        shown.filter(({ of }) => of <= at),
      ),
    );
    if (!(up > 0)) return;
    shown = shown.map((placed) =>
      placed.of > at ? { ...placed, box: { ...placed.box, y: placed.box.y - up } } : placed,
    );
  });
  return new Map(shown.map(({ id, box }) => [id, box]));
}
