/** Groups of source rows at any level, each computed from its own rows or from finer groups where that is the same. */

import { printDecoded } from "@/lib/query/compile/print-codes";
import { printTest } from "@/lib/query/compile/print-condition";
import { ExprPrinter, type ReadAggregate } from "@/lib/query/compile/print-expr";
import { dimensionOrder } from "@/lib/query/compile/print-order";
import { ScanPrinter, type Within } from "@/lib/query/compile/print-scan";
import { shownType } from "@/lib/query/compile/shown-type";
import { lines, list, type SqlWriter } from "@/lib/query/compile/sql-writer";
import { isMergeable } from "@/lib/query/plan-expr";

/** Of `top`: the lines it kept, the rest, or both. */
export type Part = "all" | "in" | "out";

type Side = "a" | "p";
const CONDITION: Record<Part, string> = { all: "", in: `"top"`, out: `not "top"` };

export class LevelPrinter {
  readonly expr: ExprPrinter;
  readonly #scans: ScanPrinter;
  readonly #sides: readonly Side[];
  readonly #mergeable: boolean;

  constructor(readonly writer: SqlWriter) {
    const { plan, dialect, bind } = writer;
    this.expr = new ExprPrinter(dialect, bind, plan.aggregates);
    this.#scans = new ScanPrinter(writer);
    this.#sides = plan.time?.previous ? ["a", "p"] : ["a"];
    this.#mergeable = plan.aggregates.every(isMergeable);
  }

  /**
   * The kept groups at the full set of dimensions: `d<i>`, `a<i>`, beside them `p<i>` of the previous window, and `top` where the
   * plan has one.
   */
  groups(): string {
    const { plan } = this.writer;
    const all = plan.dimensions.map((_, i) => i);
    const groups = this.writer.with("groups", () => this.#read(all, null));
    const kept = plan.measureFilters.length > 0 ? this.#kept(groups) : groups;
    return plan.top ? this.#topped(kept) : kept;
  }

  /** Lines over the dimensions in `by` of the kept groups, or of a part of them. @returns its name, quoted */
  level(by: readonly number[], part: Part): string {
    const { plan } = this.writer;
    const groups = this.groups();
    const same = by.length === plan.dimensions.length && part === "all";
    // The whole is one line even where no group was kept.
    if (same && (by.length > 0 || plan.measureFilters.length === 0)) return groups;
    const name = `level ${by.join(" ")}${part === "all" ? "" : ` ${part}`}`.trim();
    return this.writer.with(name, () => {
      if (this.#mergeable) return this.#merge(groups, by, CONDITION[part]);
      const whole = part === "all" && plan.measureFilters.length === 0;
      return this.#read(by, whole ? null : { table: groups, where: CONDITION[part] });
    });
  }

  /** Two lines belong together: equal in these dimensions, nulls included. True without any. */
  same(left: string, right: string, by: readonly number[]): string {
    const { plan, dialect } = this.writer;
    const tests = by.map((i) => {
      const dimension = plan.dimensions[i];
      if (!dimension) throw new Error(`no dimension ${i} in the plan`);
      return dialect.same(`${left}."d${i}"`, `${right}."d${i}"`, shownType(dimension));
    });
    return tests.length > 0 ? tests.join(" and ") : "true";
  }

  /** Reads aggregates of a line. */
  read(line: string, side: Side): ReadAggregate {
    return (index) => `${line}."${side}${index}"`;
  }

  /** An aggregate over several lines that lie in `over`. */
  mergeOver(line: string, over: string): ReadAggregate {
    return (index) => `${this.#merger(index)}(${line}."a${index}") over ${over}`;
  }

  #read(by: readonly number[], within: Within | null): string {
    const { plan } = this.writer;
    const window = plan.time?.window ?? null;
    const current = this.#scans.scan({ by, window, moved: false, within });
    const previous = plan.time?.previous;
    const decoded = (from: string, others: string[]) => printDecoded(from, by, others, this.writer);
    if (!previous)
      return decoded(
        current,
        plan.aggregates.map((_, i) => `"a${i}"`),
      );
    const before = this.#scans.scan({ by, window: previous, moved: true, within });
    const dimensions = by.map((i) => `"d${i}"`);
    const own = plan.aggregates.map((_, i) => `"a${i}"`);
    const nothing = plan.aggregates.map(() => "null");
    const columns = (...parts: string[][]) => parts.flat().join(", ");
    const both = lines(
      `select ${columns(
        dimensions,
        plan.aggregates.flatMap((_, i) => [this.#pick("a", i), this.#pick("p", i)]),
        [`bool_or("now") as "now"`],
      )}`,
      `from (select ${columns(
        dimensions,
        own,
        nothing.map((sql, i) => `${sql} as "p${i}"`),
        [`true as "now"`],
      )} from (\n${current}\n) as "current"`,
      `union all select ${columns(dimensions, nothing, own, ["false"])} from (\n${before}\n) as "previous") as "both"`,
      by.length > 0 ? `group by ${list(by.length, (i) => String(i + 1)).join(", ")}` : "",
    );
    return decoded(both, [...own, ...plan.aggregates.map((_, i) => `"p${i}"`), `"now"`]);
  }

  /** Each group has one value a window: max picks it. Nothing counted is 0, nothing summed is null. */
  #pick(side: Side, index: number): string {
    const name = `"${side}${index}"`;
    const picked = `max(${name})`;
    return `${this.#counts(index) ? `coalesce(${picked}, 0)` : picked} as ${name}`;
  }

  #counts(index: number): boolean {
    const fn = this.writer.plan.aggregates[index]?.fn;
    return fn === "count" || fn === "count_distinct";
  }

  #merger(index: number): string {
    const fn = this.writer.plan.aggregates[index]?.fn;
    return fn === "min" || fn === "max" ? fn : "sum";
  }

  #merge(from: string, by: readonly number[], where: string): string {
    const merged = this.#sides.flatMap((side) =>
      this.writer.plan.aggregates.map((_, i) => {
        const name = `"${side}${i}"`;
        const sql = `${this.#merger(i)}(${name})`;
        return `${this.#counts(i) ? `coalesce(${sql}, 0)` : sql} as ${name}`;
      }),
    );
    const columns = [...by.map((i) => `"d${i}"`), ...merged];
    if (columns.length === 0) return `select 1 as "one"`;
    return lines(
      `select ${columns.join(", ")}`,
      `from ${from}`,
      where ? `where ${where}` : "",
      by.length > 0 ? `group by ${list(by.length, (i) => String(i + 1)).join(", ")}` : "",
    );
  }

  /** Which groups stay, by their current values. */
  #kept(groups: string): string {
    const { plan, dialect, bind } = this.writer;
    return this.writer.with("kept", () => {
      const read = this.read(`"group"`, "a");
      const tests = plan.measureFilters.map(({ expr, test }) =>
        printTest(() => this.expr.print(expr, read), test, dialect, bind),
      );
      if (plan.time?.previous && plan.dimensions.length > 0) tests.unshift(`"now"`);
      return lines(`select *`, `from ${groups} as "group"`, `where ${tests.join(" and ")}`);
    });
  }

  /** Every kept group with whether its value of the ranked dimension is among the best. */
  #topped(kept: string): string {
    const { plan, bind } = this.writer;
    const { top } = plan;
    if (!top) return kept;
    const index = top.dimension;
    const name = `"d${index}"`;
    const ranked = this.writer.with("ranked values", () =>
      this.#mergeable
        ? this.#merge(kept, [index], "")
        : this.#read([index], plan.measureFilters.length > 0 ? { table: kept, where: "" } : null),
    );
    const best = this.writer.with("top", () =>
      lines(
        `select ${name}`,
        `from ${ranked} as "line"`,
        `order by ${this.expr.print(top.by, this.read(`"line"`, "a"))} ${top.direction} nulls last, ${dimensionOrder(this.writer, `"line"`, index, "asc").join(", ")}`,
        `limit ${bind(top.n)}::bigint`,
      ),
    );
    return this.writer.with("lines", () =>
      lines(
        `select "line".*, "best"."here" is not null as "top"`,
        `from ${kept} as "line" left join (select ${name}, true as "here" from ${best}) as "best"`,
        `on ${this.same(`"line"`, `"best"`, [index])}`,
      ),
    );
  }
}
