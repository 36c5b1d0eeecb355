import "server-only";
import type postgres from "postgres";
import { PERIOD, type Tree } from "@/lib/exports/proof-dashboard.fixture";

/** For tests of workbooks: the lines of a grouped table, by SQL written by hand. */

export type Path = (string | null)[];

export interface ExpectedLine {
  kind: "row" | "group" | "total";
  path: Path;
  level: number;
  hidden: boolean;
  /** What its measures come to; null where it shows nothing. */
  values: (number | null)[] | null;
  /** Lines it sums up, counted from the first line, 0. */
  over: [number, number] | null;
}

const MEASURES = `sum(settlement_amount)::float8 as a, sum(ad_spend)::float8 as b,
  100::float8 * sum(margin)::float8 / nullif(sum(ad_spend)::float8, 0) as c, sum(orders)::float8 as d`;

/** Sums by path. @param dimensions to group by; none: over all */
async function sumsBy(sql: postgres.Sql, tree: Tree, dimensions: string[]) {
  const own = [...tree.groups, tree.dimension].join(", ");
  // Groups are those of the rows kept.
  const kept = tree.having
    ? `and (${own}) in (select ${own} from commerce.sales where ${PERIOD} group by ${own} having ${tree.having})`
    : "";
  const by = dimensions.length > 0 ? `group by ${dimensions.join(", ")}` : "";
  const rows = await sql.unsafe(
    `select ${[...dimensions, MEASURES].join(", ")} from commerce.sales where ${PERIOD} ${kept} ${by}`,
  );
  return new Map(
    rows.map(({ a, b, c, d, ...path }) => [
      JSON.stringify(dimensions.map((name) => path[name])),
      [a, b, c, d],
    ]),
  );
}

const has = (list: Path[] | undefined, path: Path) =>
  (list ?? []).some((one) => JSON.stringify(one) === JSON.stringify(path));

const isOpen = ({ expanded: { levels = 0, open, closed } }: Tree, path: Path): boolean =>
  !has(closed, path) && (levels === "all" || path.length <= levels || has(open, path));

/** @param rows paths of the rows, in the order they have on the page */
export async function expectedLines(sql: postgres.Sql, tree: Tree, rows: Path[]): Promise<ExpectedLine[]> {
  const { groups, dimension, place } = tree;
  const all = [...groups, dimension];
  const sums = await Promise.all(
    [0, ...all.map((_, i) => i + 1)].map((n) => sumsBy(sql, tree, all.slice(0, n))),
  );
  const valuesOf = (path: Path) => {
    const found = sums[path.length]?.get(JSON.stringify(path));
    if (!found) throw new Error(`SQL knows nothing of ${JSON.stringify(path)}`);
    return found;
  };
  if (rows.length !== sums[all.length]?.size) throw new Error(`${rows.length} rows are not those of SQL`);
  const lines: ExpectedLine[] = [];
  const inner = (path: Path, of: Path[]): void => {
    const closed = path.length > 0 && !isOpen(tree, path);
    const hidden = path.slice(0, -1).some((_, i) => !isOpen(tree, path.slice(0, i + 1)));
    const line: ExpectedLine = {
      kind: path.length === 0 ? "total" : path.length === all.length ? "row" : "group",
      path,
      level: path.length === all.length ? groups.length : Math.max(0, path.length - 1),
      hidden,
      values:
        place === "none" && !closed && path.length > 0 && path.length < all.length ? null : valuesOf(path),
      over: null,
    };
    const before = place !== "below" && path.length > 0;
    const from = lines.length;
    if (before || path.length === all.length) lines.push(line);
    if (path.length === all.length) return;
    const next = [...new Set(of.map((row) => JSON.stringify(row[path.length])))];
    for (const value of next) {
      const own = of.filter((row) => JSON.stringify(row[path.length]) === value);
      inner([...path, JSON.parse(value)], own);
    }
    line.over = before ? [from + 1, lines.length - 1] : [from, lines.length - 1];
    if (!before) lines.push(line);
  };
  inner([], rows);
  return lines;
}
