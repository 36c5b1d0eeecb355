/** The lines a table draws: rows, open groups with what is inside, subtotals, what is still loading. Pure. */
import type { Scalar } from "@/lib/query/query";
import type { Cell, Result, ResultColumn } from "@/lib/query/result";
import { dimensionName, type KnownColumn } from "@/lib/table/known-columns";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import {
  type LineQuery,
  linesIn,
  openLevels,
  pathKey,
  type TableSource,
  type TableTree,
  tableTree,
  valuesAbove,
} from "@/lib/table/table-tree";
import { valuelessRows } from "@/lib/table/valueless-rows";

/** Answers for what is inside one open line. */
export interface Inside {
  /** What was asked, and its answer; null until it comes. */
  asked: LineQuery;
  result: Result | null;
  error: { message: string } | null;
}

interface LineBase {
  key: string;
  /** Indentation: levels above it within the table. */
  depth: number;
  /** Its values, coarsest first, from the top of the table. */
  path: LinePath;
}

/** A line with values. */
export interface DataLine extends LineBase {
  kind: "group" | "row" | "subtotal";
  /** In the order of the columns of {@link treeColumns}. */
  cells: Cell[];
  /** How its own value is written: the column of its level. */
  own: ResultColumn | null;
  expandable: boolean;
  open: boolean;
  /** False where an open group shows its values elsewhere, or not at all. */
  valued: boolean;
  /** It stands in its level's dimensions besides the first: those of rows. */
  detailed: boolean;
  /** Values across under which it has rows, though no value: elsewhere nothing but nulls means no rows. */
  valueless?: ReadonlySet<string>;
}

/** A line about lines: those that come, failed, or are more than are shown. */
export interface NoteLine extends LineBase {
  kind: "loading" | "error" | "more";
  message?: string;
}

export type TableLine = DataLine | NoteLine;

/** A dimension's column before any answer. */
export function asResultColumn(
  ref: TableTree["levels"][number][number],
  columns: readonly KnownColumn[],
): ResultColumn {
  const name = dimensionName(ref);
  const known = columns.find((column) => column.name === name);
  const grain = typeof ref === "string" ? known?.grain : ref.grain;
  return {
    name,
    label: known?.label ?? name,
    kind: "dimension",
    type: grain && grain !== "hour" ? "date" : (known?.type ?? "string"),
    ...(grain ? { grain } : {}),
    ...(known?.format ? { format: known.format } : {}),
  };
}

export interface TreeColumns {
  /** What the cells of a line are: the tree's own column, the rows' other dimensions, the measures. */
  columns: ResultColumn[];
  /** How each level writes its own value. */
  own: (ResultColumn | null)[];
  /** The dimensions that share the tree's column. */
  shared: string[];
}

/** @param from the first level shown, where one has drilled into a line. @param result of the table's first question: it knows the measures and how columns are called */
export function treeColumns(
  source: TableSource,
  tree: TableTree,
  config: Pick<TableConfig, "hidden">,
  result: Pick<Result, "columns">,
  from = 0,
): TreeColumns {
  const hidden = new Set(config.hidden);
  const answered = new Map(result.columns.map((column) => [column.name, column]));
  const of = (ref: TableTree["levels"][number][number]) =>
    answered.get(dimensionName(ref)) ?? asResultColumn(ref, source.columns);
  const own = tree.levels.map((level) => {
    const columns = level.map(of);
    return columns.find(({ name }) => !hidden.has(name)) ?? columns[0] ?? null;
  });
  const first = own[0] ?? null;
  const rest = (tree.levels[tree.rows] ?? [])
    .map(of)
    .filter((column) => column.name !== own[tree.rows]?.name);
  const together = own
    .slice(from, Math.max(from, tree.rows) + 1)
    .flatMap((column) => (column ? [column.label] : []));
  return {
    columns: [
      ...(first ? [tree.rows > 0 || from > 0 ? { ...first, label: together.join(" / ") } : first] : []),
      ...rest,
      ...result.columns.filter(({ kind }) => kind === "measure"),
    ],
    own,
    shared: own.flatMap((column) => (column ? [column.name] : [])),
  };
}

export interface LinesInput {
  source: TableSource;
  config: TableConfig;
  columns: TreeColumns;
  /** The table's first question and its answer. */
  root: LineQuery;
  result: Result;
  /** The line one has drilled into. */
  into: LinePath;
  /** What is known of the inside of an open line. */
  inside: (path: LinePath) => Inside;
}

class LineWriter {
  readonly lines: TableLine[] = [];
  /** Open lines whose inside is needed: each is a question of its own. */
  readonly wanted: LinePath[] = [];
  private readonly tree: TableTree;
  private readonly open: ReadonlySet<string>;
  private readonly closed: ReadonlySet<string>;
  private readonly levelsOpen: number;
  private readonly valueless = new Map<Result, ReturnType<typeof valuelessRows>>();
  private readonly places = new Map<Result, Map<number, number[]>>();

  constructor(private readonly input: LinesInput) {
    const { config, source } = input;
    this.tree = tableTree(source, config);
    this.open = new Set((config.expanded?.open ?? []).map(pathKey));
    this.closed = new Set((config.expanded?.closed ?? []).map(pathKey));
    this.levelsOpen = openLevels(this.tree, config.expanded);
  }

  private isOpen(path: LinePath, level: number): boolean {
    const key = pathKey(path);
    if (level >= this.tree.levels.length - 1 || this.closed.has(key)) return false;
    return level < this.levelsOpen || this.open.has(key);
  }

  /** The cells of a line of `result`, in the order of the table's columns. */
  private cells(result: Result, row: readonly Cell[], level: number): Cell[] {
    return this.placesIn(result, level).map((at) => row[at] ?? null);
  }

  /** Where a result has the table's columns, found once a level: a pivot has hundreds. */
  private placesIn(result: Result, level: number): readonly number[] {
    const levels = this.places.get(result) ?? new Map<number, number[]>();
    this.places.set(result, levels);
    const known = levels.get(level);
    if (known) return known;
    const own = this.input.columns.own[level];
    const byName = new Map(result.columns.map(({ name }, i) => [name, i]));
    const places = this.input.columns.columns.map((column, i) => {
      const name = i === 0 && column.kind === "dimension" ? own?.name : column.name;
      return byName.get(name ?? "") ?? -1;
    });
    levels.set(level, places);
    return places;
  }

  private valuelessOf(result: Result, row: readonly Cell[]): Pick<DataLine, "valueless"> {
    if (!result.valueless) return {};
    const rows = this.valueless.get(result) ?? valuelessRows(result);
    this.valueless.set(result, rows);
    const found = rows.get(row);
    return found ? { valueless: found } : {};
  }

  /** One line and, below it, what is inside of it. @param inner writes the lines within, where they are at hand */
  private line(
    result: Result,
    row: readonly Cell[],
    level: number,
    path: LinePath,
    inner?: () => void,
  ): void {
    const { tree, input } = this;
    const { config, columns } = input;
    const isGroup = level < tree.rows;
    const open = this.isOpen(path, level);
    const own = columns.own[level] ?? null;
    const levels = config.subtotalLevels;
    const counted = !levels || (own !== null && levels.includes(own.name));
    const place = config.subtotals ?? "above";
    const base: DataLine = {
      kind: isGroup ? "group" : "row",
      key: pathKey(path),
      depth: level - input.root.level,
      path,
      cells: this.cells(result, row, level),
      own,
      expandable: level < tree.levels.length - 1,
      open,
      valued: !isGroup || !open || (place === "above" && counted),
      detailed: level === tree.rows,
      ...this.valuelessOf(result, row),
    };
    this.lines.push(base);
    if (!open) return;
    if (inner) inner();
    else this.insideOf(path, level);
    if (isGroup && place === "below" && counted)
      this.lines.push({
        ...base,
        kind: "subtotal",
        key: `${base.key} subtotal`,
        expandable: false,
        open: false,
        valued: true,
      });
  }

  private insideOf(path: LinePath, level: number): void {
    this.wanted.push(path);
    const key = pathKey(path);
    const found = this.input.inside(path);
    const note = { path, depth: level + 1 - this.input.root.level };
    if (found.result) {
      const { result, asked } = found;
      const { rows, more } = linesIn(asked, result);
      for (const row of rows)
        this.line(result, row, level + 1, [...path, ...this.valuesOf(result, row, level + 1)]);
      if (more) this.lines.push({ ...note, kind: "more", key: `${key} more` });
    }
    if (found.error)
      this.lines.push({ ...note, kind: "error", key: `${key} error`, message: found.error.message });
    else if (!found.result) this.lines.push({ ...note, kind: "loading", key: `${key} loading` });
  }

  private valuesOf(result: Result, row: readonly Cell[], level: number): Scalar[] {
    return (this.tree.levels[level] ?? []).map((ref) => {
      const at = result.columns.findIndex(({ name }) => name === dimensionName(ref));
      return row[at] ?? null;
    });
  }

  /** The lines of one page: those of the last level asked for, each under the lines of the levels above. */
  write(): void {
    const { root, result, into } = this.input;
    const { rows } = linesIn(root, result);
    this.levelOf(rows, root.level, into);
  }

  private levelOf(rows: readonly (readonly Cell[])[], level: number, above: LinePath): void {
    const { root, result } = this.input;
    const values = (row: readonly Cell[]) => this.valuesOf(result, row, level);
    if (level >= root.last) {
      for (const row of rows) this.line(result, row, level, [...above, ...values(row)]);
      return;
    }
    const depth = valuesAbove(this.tree, level + 1) - valuesAbove(this.tree, root.level);
    const totals = result.subtotals?.find(({ dimensions }) => dimensions.length === depth)?.rows ?? [];
    const keyOf = (row: readonly Cell[]) => pathKey(row.slice(0, depth));
    const byKey = new Map(totals.map((row) => [keyOf(row), row]));
    for (let from = 0; from < rows.length; ) {
      const first = rows[from] ?? [];
      let to = from + 1;
      while (to < rows.length && keyOf(rows[to] ?? []) === keyOf(first)) to++;
      const within = rows.slice(from, to);
      const path = [...above, ...values(first)];
      const total = byKey.get(keyOf(first));
      // Totals end at a hundred thousand lines: a group beyond has its name, and no values.
      this.line(result, total ?? first.map((cell, i) => (i < depth ? cell : null)), level, path, () =>
        this.levelOf(within, level + 1, path),
      );
      from = to;
    }
  }
}

/** What a table draws, in order, and which open lines still need an answer of their own. */
export function tableLines(input: LinesInput): { lines: TableLine[]; wanted: LinePath[] } {
  const writer = new LineWriter(input);
  writer.write();
  return { lines: writer.lines, wanted: writer.wanted };
}
