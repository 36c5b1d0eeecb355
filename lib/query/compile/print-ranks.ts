/** Lines of a level with their place among all of that level. */
import { printTest } from "@/lib/query/compile/print-condition";
import type { LevelPrinter, Part } from "@/lib/query/compile/print-levels";
import { printOrder } from "@/lib/query/compile/print-order";
import { subtotalDepths } from "@/lib/query/compile/sections";
import { lines } from "@/lib/query/compile/sql-writer";
import type { PivotedValue } from "@/lib/query/plan";

const LINE = `"line"`;

/** 0 … length − 1: the first so many dimensions. */
export const first = (length: number): number[] => Array.from({ length }, (_, i) => i);

export class RankPrinter {
  /** Siblings sort by their own level's values: how many levels of groups there are. */
  readonly #groups: number;

  constructor(readonly levels: LevelPrinter) {
    this.#groups = subtotalDepths(levels.writer.plan).length;
  }

  /** Levels that hold the ranked dimension show what `top` kept. */
  partAt(depth: number): Part {
    const { top } = this.levels.writer.plan;
    return top && top.dimension < depth ? "in" : "all";
  }

  /** The lines of the first `depth` row dimensions with their place `n`, from 1. @returns its name, quoted */
  ranked(depth: number): string {
    const { writer } = this.levels;
    return writer.with(`ranked ${depth}`, () => {
      const above = Math.min(depth - 1, this.#groups);
      const siblings = above > 0;
      const parents = siblings ? this.ranked(above) : "";
      const own = first(depth).slice(above);
      const { from, where } = this.#lines(depth);
      const under = this.#under(depth);
      const keys = [
        ...(siblings ? [`"parent"."n"`] : []),
        printOrder(this.levels, writer.plan.sort, LINE, own, under.alias),
      ];
      const order = keys.filter(Boolean).join(", ");
      return lines(
        `select ${LINE}.*, row_number() over (${order ? `order by ${order}` : ""}) as "n"`,
        `from ${from} as ${LINE}`,
        siblings ? `join ${parents} as "parent" on ${this.levels.same(LINE, `"parent"`, first(above))}` : "",
        ...under.joins,
        where,
      );
    });
  }

  #lines(depth: number): { from: string; where: string } {
    const { plan } = this.levels.writer;
    if (depth < plan.dimensions.length)
      return { from: this.levels.level(first(depth), this.partAt(depth)), where: "" };
    return { from: this.levels.groups(), where: plan.top ? `where ${LINE}."top"` : "" };
  }

  /** A measure under pivoted values is read from the finer level, where there is such a line. */
  #under(depth: number): { joins: string[]; alias: (index: number) => string } {
    const { plan } = this.levels.writer;
    const alias = (index: number) => `"under${index}"`;
    const joins = plan.sort.flatMap(({ by }, index) => {
      if (by.kind !== "measure" || !by.under) return [];
      const pivoted = plan.dimensions.map((_, i) => i).slice(plan.rowDimensions);
      const level = this.levels.level([...first(depth), ...pivoted], "all");
      const on = [
        this.levels.same(LINE, alias(index), first(depth)),
        ...by.under.map((value, j) => this.#equals(alias(index), plan.rowDimensions + j, value)),
      ];
      const there = `(select *, true as "here" from ${level})`;
      return [`left join ${there} as ${alias(index)} on ${on.join(" and ")}`];
    });
    return { joins, alias };
  }

  #equals(line: string, index: number, value: PivotedValue): string {
    const { plan, dialect, bind } = this.levels.writer;
    const dimension = plan.dimensions[index];
    if (!dimension) throw new Error(`no dimension ${index} in the plan`);
    const column = `${line}."d${index}"`;
    if (value === null) return `${column} is null`;
    const test = { op: "any" as const, as: value.as, values: [value.value], nulls: false, negate: false };
    return printTest(() => dialect.comparable(column, value.as, plan.timezone, bind), test, dialect, bind);
  }
}
