/** Reads source rows: the only place where a plan's relation, rules, filters and windows are printed. */
import { isCode, printCodeTest } from "@/lib/query/compile/print-codes";
import { printCondition } from "@/lib/query/compile/print-condition";
import { orderKeys } from "@/lib/query/compile/print-order";
import { shownType } from "@/lib/query/compile/shown-type";
import { lines, list, type SqlWriter } from "@/lib/query/compile/sql-writer";
import type { Dialect } from "@/lib/query/dialects/dialect";
import type {
  PlanAggregate,
  PlanColumn,
  PlanCondition,
  PlanJoin,
  PlanPlace,
  PlanRelation,
  PlanWindow,
} from "@/lib/query/plan";
import { splitMonths } from "@/lib/query/split-months";

/** Only the rows of groups that stand in a table of lines, told by all dimensions. */
export interface Within {
  /** Its name, quoted. */
  table: string;
  /** A condition on its columns; empty for all. */
  where: string;
}

export interface ScanOptions {
  /** Places of the dimensions to group by. */
  by: readonly number[];
  window: PlanWindow | null;
  /** Rows of the previous window, moved into the current one. */
  moved: boolean;
  within: Within | null;
}

interface Part {
  relation: PlanRelation;
  window: PlanWindow | null;
}

const lookupKey = (join: number, i: number) => `"lookup${join} key${i}"`;
const lookupColumn = (join: number, i: number) => `"lookup${join} column${i}"`;

export const printRelation = (relation: PlanRelation, dialect: Dialect): string =>
  "sql" in relation ? `(\n${relation.sql}\n)` : dialect.table(relation);

export class ScanPrinter {
  constructor(readonly writer: SqlWriter) {}

  /** Lines `d<i>` of the dimensions in `by`, a rollup's texts still as numbers, and `a<i>` of every aggregate. */
  scan({ by, window, moved, within }: ScanOptions): string {
    const { plan } = this.writer;
    // Nothing to tell apart and nothing to compute: one line, of whatever rows.
    if (by.length === 0 && plan.aggregates.length === 0) return `select 1 as "one"`;
    // Groups are told apart by all dimensions, whatever is grouped by.
    const read = within ? plan.dimensions.map((_, i) => i) : by;
    const parts = this.#parts(window).map((part) => this.#rows(read, part, moved));
    const rows = parts.join("\nunion all\n");
    if (plan.areGroups && !within && by.length === plan.dimensions.length) {
      const values = plan.aggregates.map(({ fn }, i) => `${this.#kept(fn, i)} as "a${i}"`);
      return lines(
        `select ${[...by.map((i) => `"row"."d${i}"`), ...values].join(", ")}`,
        `from (\n${rows}\n) as "row"`,
      );
    }
    const aggregates = plan.aggregates.map((aggregate, i) => `${this.#aggregate(aggregate, i)} as "a${i}"`);
    return lines(
      `select ${[...by.map((i) => `"row"."d${i}"`), ...aggregates].join(", ")}`,
      `from (\n${rows}\n) as "row"`,
      within ? this.#within(within) : "",
      by.length > 0 ? `group by ${list(by.length, (i) => String(i + 1)).join(", ")}` : "",
    );
  }

  /** What the rows of a window lie in: of a rollup whole months may stand for their days. */
  #parts(window: PlanWindow | null): Part[] {
    const { relation, months } = this.writer.plan;
    if (!months) return [{ relation, window }];
    if (!window) return [{ relation: months, window }];
    const { months: whole, days } = splitMonths(window);
    return [
      ...(whole ? [{ relation: months, window: whole }] : []),
      ...days.map((edge) => ({ relation, window: edge })),
    ];
  }

  /** Rows with what groups and aggregates need, each printed once. */
  #rows(read: readonly number[], { relation, window }: Part, moved: boolean): string {
    const { plan, dialect, bind } = this.writer;
    const columns = [
      ...read.map((i) => `${this.#dimension(i, moved)} as "d${i}"`),
      ...plan.aggregates.flatMap(({ value, where }, i) => [
        ...(value ? [`${this.#place(value)} as "v${i}"`] : []),
        ...(where.length > 0
          ? [`(${where.map((c) => this.#condition(c, false)).join(" and ")}) as "f${i}"`]
          : []),
      ]),
    ];
    const where = [
      ...plan.rowRules.map((rule) => this.#condition(rule, false)),
      ...(plan.time && window
        ? [dialect.within(this.#place(plan.time.at), plan.time.type, window, plan.timezone, bind)]
        : []),
      ...plan.filters.map((filter) => this.#condition(filter, moved)),
      ...(plan.search ? [`(${plan.search.map((found) => this.#condition(found, moved)).join(" or ")})`] : []),
    ];
    return lines(
      `select ${columns.length > 0 ? columns.join(", ") : '1 as "one"'}`,
      `from ${this.#relation(relation)} as "base"`,
      ...plan.joins.map((join, i) => this.#join(join, i)),
      where.length > 0 ? `where ${where.join(" and ")}` : "",
    );
  }

  #dimension(index: number, moved: boolean): string {
    const { plan, dialect, bind } = this.writer;
    const dimension = plan.dimensions[index];
    if (!dimension) throw new Error(`no dimension ${index} in the plan`);
    if (isCode(dimension.at)) return this.#place(dimension.at);
    return dialect.truncate(this.#column(dimension, moved), dimension, dimension.grain, plan, bind);
  }

  /** A rollup's value where nothing is added to it: sums as large as those of several rows may be, since they are reckoned with. */
  #kept(fn: PlanAggregate["fn"], index: number): string {
    const value = `"row"."v${index}"`;
    return fn === "min" || fn === "max" ? value : `${value} + 0::bigint`;
  }

  #aggregate({ fn, value, fraction, where, stored }: PlanAggregate, index: number): string {
    const argument = value ? `"row"."v${index}"` : null;
    // Counts of parts add up; no part at all is 0.
    if (stored && fn === "count") return `coalesce(sum(${argument}), 0)`;
    const filter = where.length > 0 ? `"row"."f${index}"` : null;
    return this.writer.dialect.aggregate(fn, argument, filter, fraction ?? 0.5);
  }

  #within({ table, where }: Within): string {
    const { plan, dialect } = this.writer;
    const same = plan.dimensions.map((dimension, i) =>
      dialect.same(`"row"."d${i}"`, `"line"."d${i}"`, shownType(dimension)),
    );
    const on = [...same, ...(where ? [where] : [])];
    return `join ${table} as "line" on ${on.length > 0 ? on.join(" and ") : "true"}`;
  }

  #column(column: PlanColumn, moved: boolean): string {
    const { plan, dialect, bind } = this.writer;
    const own = dialect.cast(this.#place(column.at), column.type);
    if (column.masked) return dialect.mask(own, column.type);
    return moved && column.moves && plan.time ? dialect.move(own, plan.time, plan.timezone, bind) : own;
  }

  #condition(condition: PlanCondition, moved: boolean): string {
    const { plan, dialect, bind } = this.writer;
    if (isCode(condition.on.at)) return printCodeTest(condition.on.at, condition.test, this.writer);
    return printCondition(condition, () => this.#column(condition.on, moved), {
      dialect,
      bind,
      zone: plan.timezone,
    });
  }

  #place(place: PlanPlace): string {
    if ("join" in place) return lookupColumn(place.join, place.column);
    if (isCode(place)) return this.writer.dialect.quote(place.code);
    return "sql" in place ? `(${place.sql})` : this.writer.dialect.quote(place.column);
  }

  #relation(relation: PlanRelation): string {
    return printRelation(relation, this.writer.dialect);
  }

  /** One row per key at most, whatever the data say: the first in the order of all its dimensions. */
  #join(join: PlanJoin, index: number): string {
    const { dialect } = this.writer;
    const keys = join.on.map(({ key }) => dialect.quote(key));
    // Which row counts is the same for everybody; whether its values may be seen is not.
    const visible = (value: string) => {
      const rules = join.rules.map((rule) => this.#condition(rule, false));
      return rules.length > 0 ? `case when ${rules.join(" and ")} then ${value} end` : value;
    };
    const columns = [
      ...keys.map((key, i) => `${key} as ${lookupKey(index, i)}`),
      ...join.columns.map(
        (column, i) => `${visible(this.#column(column, false))} as ${lookupColumn(index, i)}`,
      ),
    ];
    const where = keys.map((key) => `${key} is not null`);
    const order = [
      ...keys,
      ...join.order.flatMap((column) => orderKeys(dialect, this.#column(column, false), column.type, "asc")),
    ];
    const on = join.on.map(({ column }, i) => `"base".${dialect.quote(column)} = ${lookupKey(index, i)}`);
    return lines(
      "left join (",
      `select distinct on (${keys.join(", ")}) ${columns.join(", ")}`,
      `from ${this.#relation(join.relation)} as "lookup"`,
      `where ${where.join(" and ")}`,
      `order by ${order.join(", ")}`,
      `) as "lookup${index}" on ${on.join(" and ")}`,
    );
  }
}
