/** The statement of a question without a pivot. */
import { CalculationPrinter } from "@/lib/query/compile/print-calculations";
import { LevelPrinter } from "@/lib/query/compile/print-levels";
import { dimensionOrder, printOrder } from "@/lib/query/compile/print-order";
import { first, RankPrinter } from "@/lib/query/compile/print-ranks";
import { type Section, sectionsOf, subtotalDepths } from "@/lib/query/compile/sections";
import { lines, type SqlWriter } from "@/lib/query/compile/sql-writer";
import { MOST_LINES } from "@/lib/query/limits";
import type { PlanCalculation, PlanOutput } from "@/lib/query/plan";

const LINE = `"line"`;

export class FlatPrinter {
  readonly #levels: LevelPrinter;
  readonly #ranks: RankPrinter;
  readonly #calculations: CalculationPrinter;
  /** Whether rows need their place among all rows, not only on their page. */
  readonly #ranked: boolean;

  /** @param sizes whether rows say how many there are in each of the groups they stand in */
  constructor(
    readonly writer: SqlWriter,
    readonly sizes = false,
  ) {
    this.#levels = new LevelPrinter(writer);
    this.#ranks = new RankPrinter(this.#levels);
    this.#calculations = new CalculationPrinter(this.#levels, () => this.#levels.level([], "all"));
    const { plan } = writer;
    this.#ranked = plan.calculations.length > 0 || (plan.subtotals && plan.rowDimensions > 1);
  }

  print(): string {
    const sections = sectionsOf(this.writer.plan);
    const last = sections.length - 1;
    if (last === 0) return this.#rows(last, false);
    // Rows first: a union takes the types of its columns from its first part, and they are whole.
    const parts = [last, ...sections.keys()].slice(0, -1).map((i) => this.#section(sections[i], i));
    const names = this.writer.plan.outputs.map((_, i) => `"o${i}"`);
    names.push(...this.#depths().map((depth) => `"s${depth}"`));
    return lines(
      `select ${[`"level"`, ...names].join(", ")} from (`,
      parts.join("\nunion all\n"),
      `) as "all" order by "level", "n"`,
    );
  }

  /** The page alone, its lines without a section's number: there is nothing to tell apart. */
  rows(): string {
    return this.#rows(null, false);
  }

  #depths = (): number[] => (this.sizes ? subtotalDepths(this.writer.plan) : []);

  /** After a row's own columns: the size of its group of each depth. */
  #groupSizes(rows: boolean): string[] {
    return this.#depths().map((depth) => {
      const keys = first(depth).map((i) => `${LINE}."d${i}"`);
      return `${rows ? `count(*) over (partition by ${keys.join(", ")})` : "null"} as "s${depth}"`;
    });
  }

  #section(section: Section | undefined, number: number): string {
    switch (section?.kind) {
      case "rows":
        return this.#rows(number, true);
      case "others":
        return this.#others(number, this.#allBut(this.writer.plan.rowDimensions));
      case "othersSubtotals":
        return this.#others(number, this.#allBut(section.depth));
      case "grand":
        return this.#grand(number);
      case "subtotals":
        return this.#subtotals(number, section.depth);
      default:
        throw new Error(`a pivot's ${section?.kind} without a pivot`);
    }
  }

  /** The first dimensions without the one `top` ranks. */
  #allBut(depth: number): number[] {
    const { top } = this.writer.plan;
    return first(depth).filter((i) => i !== top?.dimension);
  }

  #rows(number: number | null, numbered: boolean): string {
    const { plan, bind } = this.writer;
    const [limit, offset] = [() => `${bind(plan.limit + 1)}::bigint`, () => `${bind(plan.offset)}::bigint`];
    if (this.#ranked) {
      const rows = this.#calculated();
      const columns = this.#columns(({ index }) => `${LINE}."c${index}"`, plan.rowDimensions);
      const from = offset();
      return lines(
        this.#select(number, numbered ? `"n"` : null, columns, true),
        `from ${rows} as ${LINE}`,
        `where "n" > ${from} and "n" <= ${from} + ${limit()}`,
        numbered ? "" : `order by "n"`,
      );
    }
    const groups = this.#levels.groups();
    const where = plan.top ? `where ${LINE}."top"` : "";
    const order = () => printOrder(this.#levels, plan.sort, LINE, first(plan.rowDimensions));
    const columns = this.#columns(() => "null", plan.rowDimensions);
    if (!numbered)
      return lines(
        this.#select(number, null, columns),
        `from ${groups} as ${LINE}`,
        where,
        this.#orderBy(order()),
        `limit ${limit()} offset ${offset()}`,
      );
    const page = lines(
      `select ${LINE}.* from ${groups} as ${LINE}`,
      where,
      this.#orderBy(order()),
      `limit ${limit()} offset ${offset()}`,
    );
    return lines(
      this.#select(number, `row_number() over (${this.#orderBy(order())})`, columns),
      `from (\n${page}\n) as ${LINE}`,
    );
  }

  #orderBy = (keys: string): string => (keys ? `order by ${keys}` : "");

  #calculated(): string {
    const { plan } = this.writer;
    const rows = this.#ranks.ranked(plan.rowDimensions);
    if (plan.calculations.length === 0) return rows;
    return this.writer.with("calculated", () => {
      const parent = this.#parentOf(plan.rowDimensions);
      const columns = plan.calculations.map(
        (calculation, i) => `${this.#calculations.row(calculation, LINE, parent?.alias ?? null)} as "c${i}"`,
      );
      return lines(
        `select ${[`${LINE}.*`, ...columns].join(", ")}`,
        `from ${rows} as ${LINE}`,
        parent?.join ?? "",
      );
    });
  }

  /** The level above, where a share of it is asked for; null where that is the grand total. */
  #parentOf(depth: number): { alias: string; join: string } | null {
    const { plan } = this.writer;
    if (depth < 2 || !plan.calculations.some(({ kind }) => kind === "share_of_parent")) return null;
    const above = first(depth - 1);
    const level = this.#levels.level(above, this.#ranks.partAt(depth - 1));
    const alias = `"above"`;
    return { alias, join: `join ${level} as ${alias} on ${this.#levels.same(LINE, alias, above)}` };
  }

  #subtotals(number: number, depth: number): string {
    const rows = this.#ranks.ranked(depth);
    const parent = this.#parentOf(depth);
    const shares = (output: Extract<PlanOutput, { kind: "calculation" }>) =>
      this.#share(output, parent?.alias ?? null, true);
    return lines(
      this.#select(number, `${LINE}."n"`, this.#columns(shares, depth)),
      `from ${rows} as ${LINE}`,
      parent?.join ?? "",
      `where ${LINE}."n" <= ${MOST_LINES + 1}`,
    );
  }

  #others(number: number, by: readonly number[]): string {
    const level = this.#levels.level(by, "out");
    const order = by.flatMap((i) => dimensionOrder(this.writer, LINE, i, "asc")).join(", ");
    const columns = this.#columns((output) => this.#share(output, null, false), by);
    // Without any dimension left there is one line even of nothing; it stands only for groups that are there.
    const there =
      by.length === 0 ? `where exists (select 1 from ${this.#levels.groups()} where not "top")` : "";
    return `(${lines(
      this.#select(number, `row_number() over (${this.#orderBy(order)})`, columns),
      `from ${level} as ${LINE}`,
      there,
      this.#orderBy(order),
      `limit ${MOST_LINES + 1}`,
    )})`;
  }

  #grand(number: number): string {
    const level = this.#levels.level([], "all");
    const columns = this.#columns((output) => this.#share(output, null, false), []);
    return lines(this.#select(number, "1", columns), `from ${level} as ${LINE}`);
  }

  #share(
    output: Extract<PlanOutput, { kind: "calculation" }>,
    parent: string | null,
    nested: boolean,
  ): string {
    const calculation = this.writer.plan.calculations[output.index] as PlanCalculation;
    if (calculation.kind === "share_of_total") return this.#calculations.share(calculation, LINE, null);
    if (calculation.kind === "share_of_parent" && nested)
      return this.#calculations.share(calculation, LINE, parent);
    return "null";
  }

  #select(level: number | null, n: string | null, columns: readonly string[], rows = false): string {
    const section = level === null ? [] : [`${level} as "level"`];
    const place = n === null ? [] : [`${n} as "n"`];
    const named = columns.map((sql, i) => `${sql} as "o${i}"`);
    return `select ${[...section, ...place, ...named, ...this.#groupSizes(rows)].join(", ")}`;
  }

  /** The answer's columns of a line; @param by the first so many dimensions, or these. */
  #columns(
    calculation: (output: Extract<PlanOutput, { kind: "calculation" }>) => string,
    by: number | readonly number[],
  ): string[] {
    const { plan } = this.writer;
    const levels = this.#levels;
    const shown = (index: number) => (typeof by === "number" ? index < by : by.includes(index));
    return plan.outputs.map((output) => {
      if (output.kind === "dimension") return shown(output.index) ? `${LINE}."d${output.index}"` : "null";
      if (output.kind === "calculation") return calculation(output);
      const expr = plan.measures[output.index]?.expr;
      if (!expr) throw new Error(`no measure ${output.index} in the plan`);
      return levels.expr.part(expr, output.part, levels.read(LINE, "a"), levels.read(LINE, "p"));
    });
  }
}
