import "server-only";
import type { Viewer } from "@/lib/access/viewer";
import type { ExportSheet, SheetAnswer } from "@/lib/exports/export-sheet";
import { readPivot } from "@/lib/exports/read-pivot";
import type { Words } from "@/lib/i18n/words";
import type { QueryInput } from "@/lib/query/query";
import type { Cell, ResultColumn } from "@/lib/query/result";
import { runQuery } from "@/lib/query/run-query";
import { streamAnswer, streamQuery } from "@/lib/query/stream-query";
import { barNeeds } from "@/lib/table/bar-facts";
import { drawnColumn, type TableColumn, tableColumns } from "@/lib/table/columns";
import { neededColumns } from "@/lib/table/format-columns";
import { factNeeds, factQueries, readFacts } from "@/lib/table/format-facts";
import { withHeads } from "@/lib/table/header-groups";
import { dimensionName } from "@/lib/table/known-columns";
import { plainName, settingOf } from "@/lib/table/pivot-column";
import type { LinePath, TableConfig } from "@/lib/table/table-config";
import { asResultColumn } from "@/lib/table/table-lines";
import { shownMetrics } from "@/lib/table/table-query";
import {
  dataQuery,
  levelInside,
  lineQuery,
  openLevels,
  pathKey,
  rootQuery,
  type TableSource,
  type TableTree,
  tableTree,
} from "@/lib/table/table-tree";

export interface TableAsked {
  id: string;
  title: string;
  source: TableSource;
  /** In force: default ← view ← address. */
  config: TableConfig;
  /** The line one has drilled into. */
  into?: LinePath | undefined;
}

export interface OpenOptions {
  words: Words;
  signal: AbortSignal;
  now: Date;
  /** Rows alone, or what they come to as well. */
  totals: boolean;
}

/** A table's question for all rows it shows, whatever is closed, and the level they are. */
export function wholeQuery({ source, config, into = [] }: TableAsked) {
  const tree = tableTree(source, config);
  const level = levelInside(tree, into) ?? 0;
  const last = Math.max(level, tree.rows);
  const asked = lineQuery(source, config, into, {
    open: last - level,
    total: config.grandTotal !== false,
    limit: 0,
    offset: 0,
  });
  return { tree, level, last, query: asked.query };
}

/** All of a table as its page shows it: columns, their order, names and formats, filters, sort, groups. */
export async function openTable(
  viewer: Viewer,
  asked: TableAsked,
  options: OpenOptions,
): Promise<ExportSheet> {
  const { source, config } = asked;
  const { words, signal, now, totals } = options;
  const { tree, level, last, query } = wholeQuery(asked);
  const read = await readAnswer(viewer, query, options);
  const into = asked.into ?? [];
  const groupNames = tree.levels.slice(level, last).flat().map(dimensionName);
  const drawn = drawnConfig(asked, tree, groupNames);
  const plain = tableColumns(read.columns, drawn, {}, viewer.locale);
  const columns = headed(plain, asked, tree, viewer, words);
  const shown = new Set(columns.map(({ name }) => name));
  const facts = async () => {
    const root = rootQuery(source, config, { page: 1, into });
    const needs = [...factNeeds(config.conditionalFormatting), ...barNeeds(columns)];
    const queries = factQueries(dataQuery(source, config, root).query, needs);
    const answers = await Promise.all(
      queries.map(async (fact) => ({ ...fact, result: await runQuery(viewer, fact.query, { signal, now }) })),
    );
    return readFacts(answers);
  };
  const closed = new Set((config.expanded?.closed ?? []).map(pathKey));
  const open = new Set((config.expanded?.open ?? []).map(pathKey));
  const levelsOpen = openLevels(tree, config.expanded);
  const levels = config.subtotalLevels;
  return {
    id: asked.id,
    title: asked.title,
    columns,
    hidden: hiddenColumns(read.columns, shown, drawn),
    groups: groupNames.length,
    config: drawn,
    isOpen: (path) => {
      const key = pathKey([...into, ...path]);
      return !closed.has(key) && (level + path.length - 1 < levelsOpen || open.has(key));
    },
    counts: (depth) => totals && (!levels || levels.includes(groupNames[depth] ?? "")),
    facts,
    answer: read.answer,
    dataAsOf: read.dataAsOf,
    notes: read.notes,
  };
}

interface ReadAnswer {
  columns: ResultColumn[];
  answer: SheetAnswer;
  dataAsOf: string | null;
  notes: string[];
}

async function readAnswer(
  viewer: Viewer,
  query: QueryInput,
  { totals, signal, now, words }: OpenOptions,
): Promise<ReadAnswer> {
  if (query.pivot) return readPivot(viewer, query, { signal, now, words });
  if (!totals) {
    const { columns, batches, dataAsOf } = await streamQuery(viewer, query, { signal, now });
    return { columns, answer: { batches, sizesFrom: null }, dataAsOf, notes: [] };
  }
  const { columns, dataAsOf, totalsTruncated, batches, subtotals, grandTotal, sizesFrom } =
    await streamAnswer(viewer, query, { signal, now });
  return {
    columns,
    answer: {
      batches,
      ...(subtotals ? { subtotals } : {}),
      ...(grandTotal ? { grandTotal } : {}),
      sizesFrom: subtotals && !totalsTruncated ? sizesFrom : null,
    },
    dataAsOf,
    notes: totalsTruncated ? [words("exportFile.totalsCut")] : [],
  };
}

/** The configuration of the columns: groups first, and held where one of the levels is. */
function drawnConfig(
  { source, config }: TableAsked,
  tree: TableTree,
  groups: readonly string[],
): TableConfig {
  const levels = tree.levels.slice(0, tree.rows + 1).map((refs) => refs.map(dimensionName));
  const shared = levels.flat();
  const held = config.frozenColumns?.some((name) => shared.includes(name)) ?? false;
  const own = levels[tree.rows]?.find((name) => !config.hidden?.includes(name));
  const left = held && groups.length > 0 ? [...groups, ...(own ? [own] : [])] : [];
  return {
    ...config,
    metrics: shownMetrics(source.base, config),
    hidden: (config.hidden ?? []).filter((name) => !groups.includes(name)),
    order: [...groups, ...(config.order ?? []).filter((name) => !groups.includes(name))],
    frozenColumns: [...new Set([...left, ...(config.frozenColumns ?? [])])],
  };
}

function headed(
  columns: readonly TableColumn[],
  { source, config }: TableAsked,
  tree: TableTree,
  { locale, timezone }: Viewer,
  words: Words,
): TableColumn[] {
  return withHeads(columns, {
    across: (tree.pivot ?? []).map((ref) => drawnColumn(asResultColumn(ref, source.columns), config)),
    measureLabel: (name) =>
      config.labels?.[name] ?? source.columns.find((column) => column.name === name)?.label ?? name,
    renamed: (name) => settingOf(config.labels, name) !== undefined,
    words: {
      nothing: words("table.nothing"),
      total: words("table.pivot.total"),
      parts: {
        current: words("table.pivot.parts.current"),
        previous: words("table.pivot.parts.previous"),
        delta: words("table.pivot.parts.delta"),
        change: words("table.pivot.parts.change"),
      },
    },
    locale,
    timezone,
  });
}

/** Columns of the answer that a rule or a progress bar of a shown one compares with. */
function hiddenColumns(
  all: readonly ResultColumn[],
  shown: ReadonlySet<string>,
  config: TableConfig,
): TableColumn[] {
  const plain = new Set([...shown].map(plainName));
  const needed = new Set(neededColumns(config.conditionalFormatting, plain));
  for (const display of Object.values(config.displays ?? {}))
    if (display.kind === "progress" && display.of) needed.add(display.of);
  const wanted = all.filter(
    ({ name }) => !shown.has(name) && (needed.has(name) || needed.has(plainName(name))),
  );
  const names = wanted.map(({ name }) => name);
  const columns = tableColumns(all, { metrics: [...new Set(names.map(plainName))], hidden: [] }, {}, "en");
  return columns.filter(({ name }) => names.includes(name));
}

/** The columns of an answer that is drawn as nothing but its own columns. */
export const plainColumns = (columns: readonly ResultColumn[], viewer: Viewer): TableColumn[] => {
  const all: ResultColumn[] = [...columns];
  const measures = all.filter(({ kind }) => kind === "measure").map(({ name }) => name);
  return tableColumns(all, { metrics: measures }, {}, viewer.locale);
};

/** Raw rows of an answer that is here as a whole. */
export async function* inBatches(rows: readonly Cell[][]): AsyncGenerator<Cell[][], void, undefined> {
  const SIZE = 2000;
  for (let from = 0; from < rows.length; from += SIZE) yield rows.slice(from, from + SIZE);
}
