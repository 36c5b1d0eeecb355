import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import type {
  Plan,
  PlanColumn,
  PlanCondition,
  PlanExpr,
  PlanOutput,
  PlanTest,
  PlanWindow,
} from "@/lib/query/plan";

/** One statement: text with `$1` placeholders and the values behind them. */
export interface Statement {
  text: string;
  params: (string | number | boolean | null)[];
}

export interface CompiledPlan {
  /** Its columns are the plan's `outputs`, in order; one row more than `limit` tells that there are more. */
  rows: Statement;
  /** One row: the plan's measure outputs, in order, over all rows. Null when not asked for, or without measures. */
  grandTotal: Statement | null;
}

/**
 * Prints a finished plan as SQL. Pure. Values are bound, identifiers come from the dataset and are quoted, and
 * groups are named by place, because two placeholders of one value are two expressions to a database.
 */
export function compilePlan(plan: Plan, dialect: Dialect): CompiledPlan {
  const rows = new Printer(plan, dialect).rows();
  if (!plan.grandTotal || plan.measures.length === 0) return { rows, grandTotal: null };
  return { rows, grandTotal: new Printer(plan, dialect).grandTotal() };
}

class Printer {
  readonly #params: Statement["params"] = [];
  readonly #bind: Bind = (value) => `$${this.#params.push(value)}`;

  constructor(
    readonly plan: Plan,
    readonly dialect: Dialect,
  ) {}

  rows(): Statement {
    const { plan } = this;
    const ctes = this.#groups(plan.dimensions.length);
    const kept = this.#kept();
    const columns = plan.outputs.map((output) => this.#output(output));
    const order = plan.sort.flatMap(({ column, direction }) =>
      this.#sortKeys(column).map((key) => `${key} ${direction} nulls last`),
    );
    return this.#finish([
      ctes,
      `select ${columns.join(", ")}`,
      `from "groups"`,
      kept,
      order.length > 0 ? `order by ${order.join(", ")}` : "",
      `limit ${this.#bind(plan.limit + 1)}::bigint offset ${this.#bind(plan.offset)}::bigint`,
    ]);
  }

  /** Over all source rows; under a measure filter over those of the kept groups, whose sums and counts add up. */
  grandTotal(): Statement {
    const { plan } = this;
    const measures = plan.outputs.filter((output) => output.kind === "measure");
    const filtered = plan.measureFilters.length > 0;
    const ctes = this.#groups(filtered ? plan.dimensions.length : 0);
    const total = filtered ? this.#total() : "";
    const columns = measures.map((output) => this.#output(output));
    return this.#finish([
      ctes + total,
      `select ${columns.join(", ")}`,
      filtered ? `from "total"` : `from "groups"`,
    ]);
  }

  #finish(parts: readonly string[]): Statement {
    return { text: parts.filter(Boolean).join("\n"), params: this.#params };
  }

  /** A column is sorted by its place; text by what the dialect makes of it. */
  #sortKeys(column: number): string[] {
    const output = this.plan.outputs[column];
    const text = output?.kind === "dimension" && this.plan.dimensions[output.index]?.type === "string";
    const keys = text ? this.dialect.textOrder?.(`"d${output.index}"`) : undefined;
    return keys ?? [String(column + 1)];
  }

  /** `groups`: d0… and a0… of the current window, and beside them p0… of the previous one where there is one. */
  #groups(depth: number): string {
    const { plan } = this;
    const previous = plan.time?.previous;
    if (!previous) return `with "groups" as (\n${this.#scan(depth, plan.time?.window ?? null, false)}\n)`;
    const dimensions = plan.dimensions.slice(0, depth).map((_, i) => `"d${i}"`);
    const current = plan.aggregates.map((_, i) => `"a${i}"`);
    const names = (list: string[][]) => list.flat().join(", ");
    const merged = plan.aggregates.flatMap((_, i) => [this.#merge("a", i), this.#merge("p", i)]);
    return [
      `with "current" as (\n${this.#scan(depth, plan.time?.window ?? null, false)}\n),`,
      `"previous" as (\n${this.#scan(depth, previous, true)}\n),`,
      `"groups" as (`,
      `select ${names([dimensions, merged, [`bool_or("now") as "now"`]])}`,
      `from (select ${names([dimensions, current, plan.aggregates.map((_, i) => `null as "p${i}"`), [`true as "now"`]])} from "current"`,
      `union all select ${names([dimensions, plan.aggregates.map(() => "null"), current, ["false"]])} from "previous") as "both"`,
      depth > 0 ? `group by ${dimensions.map((_, i) => i + 1).join(", ")}\n)` : ")",
    ].join("\n");
  }

  /** Each group has one value a window: max picks it. Nothing counted is 0, nothing summed is null. */
  #merge(prefix: "a" | "p", index: number): string {
    const name = `"${prefix}${index}"`;
    const counted = this.plan.aggregates[index]?.fn === "count";
    return counted ? `coalesce(max(${name}), 0) as ${name}` : `max(${name}) as ${name}`;
  }

  #scan(depth: number, window: PlanWindow | null, moved: boolean): string {
    const { plan, dialect } = this;
    const dimensions = plan.dimensions.slice(0, depth).map((dimension, i) => {
      const value = this.#column(dimension, moved);
      return `${dialect.truncate(value, dimension, dimension.grain, plan.timezone, this.#bind)} as "d${i}"`;
    });
    const aggregates = plan.aggregates.map((aggregate, i) => `${dialect.aggregate(aggregate)} as "a${i}"`);
    const columns = [...dimensions, ...aggregates];
    const where = [
      ...plan.rowRules.map((rule) => this.#condition(rule, false)),
      ...(plan.time && window ? [dialect.within(plan.time, window, plan.timezone, this.#bind)] : []),
      ...plan.filters.map((filter) => this.#condition(filter, moved)),
    ];
    const lines = [`select ${columns.join(", ")}`, `from ${dialect.table(plan.table)}`];
    if (where.length > 0) lines.push(`where ${where.join(" and ")}`);
    if (depth > 0) lines.push(`group by ${dimensions.map((_, i) => i + 1).join(", ")}`);
    return lines.join("\n");
  }

  /** Which groups stay, by their current values. */
  #kept(): string {
    const { measureFilters, time } = this.plan;
    if (measureFilters.length === 0) return "";
    const tests = measureFilters.map(({ expr, test }) => this.#test(() => this.#expr(expr, "a"), test));
    if (time?.previous) tests.unshift(`"now"`);
    return `where ${tests.join(" and ")}`;
  }

  #total(): string {
    const prefixes = this.plan.time?.previous ? (["a", "p"] as const) : (["a"] as const);
    const sums = prefixes.flatMap((prefix) =>
      this.plan.aggregates.map(({ fn }, i) => {
        const sum = `sum("${prefix}${i}")`;
        return `${fn === "count" ? `coalesce(${sum}, 0)` : sum} as "${prefix}${i}"`;
      }),
    );
    return `,\n"total" as (\nselect ${sums.join(", ")}\nfrom "groups"\n${this.#kept()}\n)`;
  }

  #output(output: PlanOutput): string {
    if (output.kind === "dimension") return `"d${output.index}"`;
    const expr = this.plan.measures[output.index]?.expr;
    if (!expr) throw new Error(`no measure ${output.index} in the plan`);
    if (output.part === null) return this.#expr(expr, "a");
    if (output.part === "previous") return this.#expr(expr, "p");
    const delta = this.#delta(expr);
    return output.part === "delta" ? delta : this.dialect.change(delta, this.#expr(expr, "p"));
  }

  /** What adds up came from nothing or fell to nothing, so that rows' differences add up to the total's; a ratio needs both. */
  #delta(expr: PlanExpr): string {
    const [now, before] = [this.#expr(expr, "a"), this.#expr(expr, "p")];
    if (expr.kind === "ratio") return `(${now} - ${before})`;
    return `coalesce(${now} - ${before}, ${now}, -${before})`;
  }

  #expr(expr: PlanExpr, prefix: "a" | "p"): string {
    if (expr.kind === "aggregate") return `"${prefix}${expr.index}"`;
    const numerator = this.#expr(expr.numerator, prefix);
    return this.dialect.ratio(numerator, this.#expr(expr.denominator, prefix), expr.scale, this.#bind);
  }

  #column(column: PlanColumn, moved: boolean): string {
    const { plan, dialect } = this;
    const value = dialect.column(column);
    if (!moved || !column.moves || !plan.time) return value;
    return dialect.move(value, plan.time, plan.timezone, this.#bind);
  }

  #condition({ on, test }: PlanCondition, moved: boolean): string {
    const value = () => this.#column(on, moved);
    if (!("as" in test)) return this.#test(value, test);
    return this.#test(() => this.dialect.comparable(value(), test.as, this.plan.timezone, this.#bind), test);
  }

  /** The value is printed only where it is needed: a statement must use each of its parameters. */
  #test(value: () => string, test: PlanTest): string {
    const { dialect } = this;
    if (test.op === "any" && test.values.length === 0 && !test.nulls) return String(test.negate);
    const sql = value();
    switch (test.op) {
      case "null":
        return `${sql} is ${test.negate ? "not " : ""}null`;
      case "contains":
        return dialect.contains(sql, test.text, this.#bind);
      case "starts_with":
        return dialect.startsWith(sql, test.text, this.#bind);
      case "between": {
        const low = dialect.value(test.low, test.as, this.#bind);
        return `${sql} between ${low} and ${dialect.value(test.high, test.as, this.#bind)}`;
      }
      case "any":
        return this.#any(sql, test);
      default: {
        const sign = { lt: "<", lte: "<=", gt: ">", gte: ">=" }[test.op];
        return `${sql} ${sign} ${dialect.value(test.value, test.as, this.#bind)}`;
      }
    }
  }

  /** Two-valued on purpose: a null is either asked for or not, never unknown. */
  #any(sql: string, { values, as, nulls, negate }: Extract<PlanTest, { op: "any" }>): string {
    if (values.length === 0) return `${sql} is ${negate ? "not " : ""}null`;
    const among = this.dialect.oneOf(sql, values, as, this.#bind);
    if (negate)
      return nulls ? `(${sql} is not null and not (${among}))` : `(${sql} is null or not (${among}))`;
    return nulls ? `(${sql} is null or ${among})` : among;
  }
}
