/** The statement of a pivot: its rows and columns with their totals, and the values where they meet. */
import { LevelPrinter } from "@/lib/query/compile/print-levels";
import { printOrder } from "@/lib/query/compile/print-order";
import { first, RankPrinter } from "@/lib/query/compile/print-ranks";
import { type Section, sectionsOf } from "@/lib/query/compile/sections";
import { shownType } from "@/lib/query/compile/shown-type";
import { lines, type SqlWriter } from "@/lib/query/compile/sql-writer";
import { MOST_LINES } from "@/lib/query/limits";
import type { Plan, PlanPivot } from "@/lib/query/plan";

const LINE = `"line"`;

export class PivotPrinter {
  readonly #levels: LevelPrinter;
  readonly #ranks: RankPrinter;

  constructor(
    readonly writer: SqlWriter,
    readonly pivot: PlanPivot,
  ) {
    this.#levels = new LevelPrinter(writer);
    this.#ranks = new RankPrinter(this.#levels);
  }

  print(): string {
    const { plan } = this.writer;
    const parts = sectionsOf(plan).map((section, i) => this.#section(section, i));
    const columns = plan.dimensions.length + measuresOf(plan).length;
    const names = Array.from({ length: columns }, (_, i) => `"o${i}"`);
    return lines(
      `select ${[`"level"`, `"n"`, `"m"`, ...names].join(", ")} from (`,
      parts.join("\nunion all\n"),
      `) as "all" order by "level", "n", "m"`,
    );
  }

  #section(section: Section, number: number): string {
    const { rowDimensions } = this.writer.plan;
    switch (section.kind) {
      case "rows":
        return lines(
          this.#select(number, first(rowDimensions), `${LINE}."n"`),
          `from ${this.#page()} as ${LINE}`,
        );
      case "subtotals":
        return lines(
          this.#select(number, first(section.depth), `${LINE}."n"`),
          `from ${this.#ranks.ranked(section.depth)} as ${LINE}`,
          `where ${LINE}."n" <= ${MOST_LINES + 1}`,
        );
      case "columns":
        return lines(
          this.#select(number, this.#pivoted(), `${LINE}."n"`),
          `from ${this.#columns()} as ${LINE}`,
          `where ${LINE}."n" <= ${this.pivot.limit + 1}`,
        );
      case "grand":
        return lines(this.#select(number, [], "1"), `from ${this.#levels.level([], "all")} as ${LINE}`);
      case "cells":
        return this.#cells(number, section.depth);
      default:
        throw new Error(`${section.kind} in a pivot`);
    }
  }

  #pivoted(): number[] {
    const { plan } = this.writer;
    return plan.dimensions.map((_, i) => i).slice(plan.rowDimensions);
  }

  #page(): string {
    const { plan, bind } = this.writer;
    const ranked = this.#ranks.ranked(plan.rowDimensions);
    return this.writer.with("page", () => {
      const from = `${bind(plan.offset)}::bigint`;
      const where = `where "n" > ${from} and "n" <= ${from} + ${bind(plan.limit + 1)}::bigint`;
      return lines(`select *`, `from ${ranked} as ${LINE}`, where);
    });
  }

  #columns(): string {
    const level = this.#levels.level(this.#pivoted(), "all");
    return this.writer.with("columns", () => {
      const order = printOrder(this.#levels, this.pivot.sort, LINE, this.#pivoted());
      return `select ${LINE}.*, row_number() over (order by ${order}) as "n"\nfrom ${level} as ${LINE}`;
    });
  }

  /** One line a value: where a row (or subtotal) and a column meet. */
  #cells(number: number, depth: number): string {
    const { plan } = this.writer;
    const rows = depth === plan.rowDimensions ? this.#page() : this.#ranks.ranked(depth);
    const level = this.#levels.level([...first(depth), ...this.#pivoted()], "all");
    return lines(
      this.#select(number, [], `"in row"."n"`, `"in column"."n"`),
      `from ${level} as ${LINE}`,
      `join ${rows} as "in row" on ${this.#levels.same(LINE, `"in row"`, first(depth))}`,
      `join ${this.#columns()} as "in column" on ${this.#levels.same(LINE, `"in column"`, this.#pivoted())}`,
      `where "in column"."n" <= ${this.pivot.limit} and "in row"."n" <= ${depth === plan.rowDimensions ? `${plan.offset + plan.limit}` : MOST_LINES}`,
    );
  }

  /** Types of what is not there are said in the first part: a union takes them from it. */
  #select(level: number, shown: readonly number[], n: string, m = "null::bigint"): string {
    const { plan, dialect } = this.writer;
    const dimensions = plan.dimensions.map((dimension, i) =>
      shown.includes(i) ? `${LINE}."d${i}"` : dialect.nothing(shownType(dimension)),
    );
    const levels = this.#levels;
    const measures = measuresOf(plan).map(({ index, part }) => {
      const expr = plan.measures[index]?.expr;
      if (!expr) throw new Error(`no measure ${index} in the plan`);
      return levels.expr.part(expr, part, levels.read(LINE, "a"), levels.read(LINE, "p"));
    });
    const columns = [...dimensions, ...measures].map((sql, i) => `${sql} as "o${i}"`);
    return `select ${[`${level} as "level"`, `${n} as "n"`, `${m} as "m"`, ...columns].join(", ")}`;
  }
}

/** The measure columns of one combination, in order. */
export const measuresOf = ({ outputs }: Plan) => outputs.filter((output) => output.kind === "measure");
