import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatRules } from "@/lib/export/xlsx/format-rules";
import { serialOf } from "@/lib/export/xlsx/number-pattern";
import { barColor, ICONS, INK, ruleLook, withGlyph } from "@/lib/export/xlsx/rule-look";
import type { RuleColumn } from "@/lib/export/xlsx/rule-sheet";
import type { Cell } from "@/lib/query/result";
import { compileFormats } from "@/lib/table/conditional-format";
import { factNeeds, factsOf } from "@/lib/table/format-facts";
import { ConditionalFormats, type RowKind } from "@/lib/table/format-rule";
import { compilePivotFormats } from "@/lib/table/pivot-formats";
import type { Value } from "@/tests/excel-formula";
import { excelDrawer } from "@/tests/excel-rules";

const COLUMNS: readonly RuleColumn[] = [
  { name: "name", at: 0, type: "string" },
  { name: "day", at: 1, type: "date" },
  { name: "live", at: 2, type: "boolean" },
  { name: "roi", at: 3, type: "number", pattern: "#,##0" },
  { name: "cost", at: 4, type: "number", pattern: "#,##0" },
];
const KIND_COLUMN = 5;
const FIRST = 3;

type Row = { kind: RowKind; cells: Record<string, Cell> };

const WORDS = ["apple", "pear", "10", "7", "1,000", "", "한글", 'a"b'];
const DAYS = ["2026-01-01", "2026-01-15", "2026-02-01"];
const NUMBERS = [-20, -1, 0, 0.5, 3, 7, 10, 100, 1000];
const number = fc.oneof(fc.constantFrom(...NUMBERS), fc.constant(null));
const cells = fc.record({
  name: fc.oneof(fc.constantFrom(...WORDS), fc.constant(null)),
  day: fc.oneof(fc.constantFrom(...DAYS), fc.constant(null)),
  live: fc.oneof(fc.boolean(), fc.constant(null)),
  roi: number,
  cost: number,
});
const KINDS: readonly RowKind[] = ["data", "subtotal", "total"];
const rowsOf = (kinds: readonly RowKind[]) =>
  fc.array(fc.record({ kind: fc.constantFrom(...kinds), cells }), { minLength: 1, maxLength: 8 });

const color = fc.constantFrom("#fee2e2", "#111", "#16a34a", "#ffffff");
const some = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
const style = fc
  .record({
    backgroundColor: some(color),
    color: some(color),
    fontWeight: some(fc.constantFrom("bold", "normal")),
    tone: some(fc.constantFrom("negative", "positive", "warning", "accent")),
  })
  .map((parts) => Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== undefined)));
const icon = fc.constantFrom("arrow-up", "arrow-down", "check", "star");
const operandOf = (column: string) =>
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.constantFrom<number | string>(
        ...(column === "name"
          ? ["apple", "10", 7, "한글", 'a"b', "p"]
          : column === "day"
            ? [...DAYS, "2026-01"]
            : column === "live"
              ? ["true", "false"]
              : [...NUMBERS, "7"]),
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom("roi", "cost", "name").map((other) => ({ column: other })) },
  );
const on = some(fc.subarray([...KINDS], { minLength: 1 }));
const compact = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined));

const condition = (column: string) =>
  fc
    .record({
      pick: fc.constantFrom(
        "lt",
        "lte",
        "gt",
        "gte",
        "eq",
        "ne",
        "between",
        "contains",
        "is_null",
        "top_n",
        "bottom_n",
        "above_average",
      ),
      a: operandOf(column),
      b: operandOf(column),
      n: fc.integer({ min: 1, max: 4 }),
      style,
      icon: some(icon),
      scope: some(fc.constantFrom("cell", "row")),
      on,
      enabled: fc.constantFrom(undefined, undefined, undefined, false),
    })
    .map(({ pick, a, b, n, ...rest }) =>
      compact({
        condition: pick,
        value:
          pick === "between"
            ? [a, b]
            : pick.endsWith("_n")
              ? n
              : pick === "is_null" || pick === "above_average"
                ? undefined
                : a,
        ...rest,
      }),
    );
const at = fc.oneof(
  fc.constantFrom("min", "max", 0, 50),
  fc.constantFrom(25, 50, 90).map((percentile) => ({ percentile })),
);
const scale = fc
  .record({
    scale: fc.record({
      points: fc.array(
        fc.record({ at, color: fc.constantFrom("#f8696b", "#ffeb84", "#000066", "#63be7b") }),
        { minLength: 2, maxLength: 3 },
      ),
    }),
    on,
    scope: some(fc.constantFrom("cell", "row")),
  })
  .map(compact);
const bar = fc
  .record({
    bar: fc
      .record({
        color: some(color),
        min: some(fc.constantFrom(-10, 0, 5)),
        max: some(fc.constantFrom(10, 200)),
      })
      .map(compact),
    on,
  })
  .map(compact);

const formatsOf = (columns: readonly string[]) =>
  fc.array(
    fc.constantFrom(...columns).chain((column) =>
      fc
        .record({
          match: some(fc.constantFrom("first", "all")),
          rules: fc.array(
            fc.oneof(
              { weight: 6, arbitrary: condition(column) },
              ...(/^(roi|cost)/.test(column)
                ? [
                    { weight: 1, arbitrary: scale },
                    { weight: 1, arbitrary: bar },
                  ]
                : []),
            ),
            { minLength: 1, maxLength: 4 },
          ),
        })
        .map((format) => compact({ column, ...format })),
    ),
    { minLength: 1, maxLength: 3 },
  );

const formats = formatsOf([...COLUMNS.map(({ name }) => name), "roi", "roi"]);

const ACROSS = ['@["a"]', '@["b"]'];
const PIVOTED: readonly RuleColumn[] = [
  "name",
  "roi",
  "cost",
  ...ACROSS.flatMap((values) => [`roi${values}`, `cost${values}`]),
].map((name, at) => ({ name, at, type: name === "name" ? "string" : "number", pattern: "0" }));
const pivotFormats = formatsOf(["name", "roi", "roi", 'roi@["a"]', "cost"]);
const pivotCells = fc.record(
  Object.fromEntries(PIVOTED.map(({ name }) => [name, name === "name" ? fc.constantFrom(...WORDS) : number])),
) as fc.Arbitrary<Row["cells"]>;

const valueIn = (cell: Cell | undefined, type: string): Value =>
  type === "date" && typeof cell === "string" ? serialOf(cell) : (cell ?? null);

/** Without a colour of its own a cell is black, which no eye tells from a light screen's ink. */
const inkOf = ({ color = INK }: { color?: string }) => (color === "000000" ? INK : color);

interface Table {
  columns: readonly RuleColumn[];
  rows: readonly Row[];
  /** Whether a hidden column says what a line is. */
  kinds: boolean;
  total: Row["cells"] | null;
}

/** Holds what Excel would draw by a sheet's rules against what the screen draws, cell by cell. */
function holdAgainst(document: unknown, { columns, rows, kinds, total }: Table, pivot = false): void {
  const parsed = ConditionalFormats.parse(document);
  const data = rows.filter(({ kind }) => kind === "data").map((row) => row.cells);
  const facts = Object.fromEntries(
    factNeeds(parsed).flatMap((need) => {
      const of = (name: string) => data.map((row) => row[name] ?? null);
      const across = columns.filter(({ name }) => name.startsWith(`${need.column}@`));
      return [
        [need.column, factsOf(of(need.column), need)],
        ...(across.length > 0
          ? [
              [
                `${need.column}@`,
                factsOf(
                  across.flatMap(({ name }) => of(name)),
                  need,
                ),
              ],
            ]
          : []),
      ];
    }),
  );
  const last = FIRST + rows.length - 1;
  const lines: Row[] = [...rows, ...(total ? [{ kind: "total" as const, cells: total }] : [])];
  const rules = formatRules(parsed, {
    columns,
    body: { first: FIRST, last },
    total: total ? last + 1 : null,
    kinds: kinds ? KIND_COLUMN : null,
    facts,
  });
  const excel = excelDrawer(rules, (at, row) => {
    const line = lines[row - FIRST];
    if (kinds && at === KIND_COLUMN) return line?.kind ?? null;
    const column = columns.find((one) => one.at === at);
    return column && line ? valueIn(line.cells[column.name], column.type) : null;
  });
  const screen = (pivot ? compilePivotFormats : compileFormats)(parsed, facts);
  lines.forEach(({ kind, cells: values }, i) => {
    const row = screen((name) => values[name], kind);
    for (const column of columns) {
      const wanted = row(column.name);
      const drawn = excel(column.at, FIRST + i);
      const look = ruleLook(wanted?.style);
      const cell = `${column.name} of ${JSON.stringify(values)}, ${kind}, by ${JSON.stringify(rules, null, 1)}`;
      expect({ fill: drawn.fill ?? null, color: inkOf(drawn), bold: drawn.bold }, cell).toEqual({
        fill: look.fill ?? null,
        color: inkOf(look),
        bold: look.bold,
      });
      if (values[column.name] === null) continue;
      const pattern = column.pattern ?? (column.type === "string" ? "@" : "General");
      const glyph = wanted?.icon && withGlyph(pattern, wanted.icon);
      if (drawn.icon) expect(drawn.icon, cell).toEqual(wanted?.icon && ICONS[wanted.icon]);
      else expect(drawn.number, cell).toBe(glyph);
      if (!drawn.bar && kind !== "data") continue;
      const { bar } = wanted ?? {};
      expect(drawn.bar && { ...drawn.bar, end: drawn.bar.end.toFixed(9) }, cell).toEqual(
        bar && { color: barColor(bar), zero: bar.zero, end: bar.end.toFixed(9) },
      );
    }
  });
}

describe("Excel draws what a light screen draws", () => {
  test("in rows of data and their total", () => {
    fc.assert(
      fc.property(formats, rowsOf(["data"]), cells, (document, rows, total) =>
        holdAgainst(document, { columns: COLUMNS, rows, kinds: false, total }),
      ),
      { numRuns: 400 },
    );
  });

  test("among lines of groups", () => {
    fc.assert(
      fc.property(formats, rowsOf(KINDS), (document, rows) =>
        holdAgainst(document, { columns: COLUMNS, rows, kinds: true, total: null }),
      ),
      { numRuns: 400 },
    );
  });

  test("under values across", () => {
    fc.assert(
      fc.property(
        pivotFormats,
        fc.array(fc.record({ kind: fc.constant("data" as const), cells: pivotCells }), {
          minLength: 1,
          maxLength: 6,
        }),
        (document, rows) =>
          holdAgainst(document, { columns: PIVOTED, rows, kinds: false, total: null }, true),
      ),
      { numRuns: 400 },
    );
  });
});
