import type { Bind, Dialect } from "@/lib/query/dialects/dialect";
import type { Plan, PlanValue } from "@/lib/query/plan";
import type { SourceStatement } from "@/lib/sources/runner";

/** Collects a statement's common table expressions and parameters while its parts are printed. */
export class SqlWriter {
  readonly #params: SourceStatement["params"] = [];
  readonly #tables = new Map<string, string>();
  readonly bind: Bind;

  /** @param written writes values into the text, for statements that take no placeholders */
  constructor(
    readonly plan: Plan,
    readonly dialect: Dialect,
    written?: (value: PlanValue | null) => string,
  ) {
    this.bind = written ?? ((value) => `$${this.#params.push(value)}`);
  }

  /**
   * Names a query, once; `print` runs only the first time. Such a name hides tables of the same one, so it is none that a
   * dataset's own SQL would read from. @returns the name, quoted
   */
  with(name: string, print: () => string): string {
    const quoted = `"#${name}"`;
    if (!this.#tables.has(quoted)) {
      const body = print();
      this.#tables.set(quoted, body);
    }
    return quoted;
  }

  finish(select: string): SourceStatement {
    const tables = [...this.#tables].map(([name, body]) => `${name} as (\n${body}\n)`);
    const text = tables.length > 0 ? `with ${tables.join(",\n")}\n${select}` : select;
    return { text, params: this.#params };
  }
}

/** The lines of a query that are there. */
export const lines = (...parts: string[]): string => parts.filter(Boolean).join("\n");

export const list = (length: number, name: (i: number) => string): string[] =>
  Array.from({ length }, (_, i) => name(i));
