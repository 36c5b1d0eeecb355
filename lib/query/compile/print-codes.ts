/** Texts a rollup keeps as numbers: conditions look their numbers up, lines get their texts back once they are few. */
import { printAny, printTest } from "@/lib/query/compile/print-condition";
import { lines, type SqlWriter } from "@/lib/query/compile/sql-writer";
import type { PlanPlace, PlanTest } from "@/lib/query/plan";

type Code = Extract<PlanPlace, { code: string }>;

export const isCode = (place: PlanPlace): place is Code => "code" in place;

/** Up to so many values an array finds an index's rows; more are found faster by hash. */
const FEW = 20;
/** Numbers begin at 1. */
const NOBODY = 0;

/** A condition on a text by its number. Only the dictionary is searched for it, however many rows there are. */
export function printCodeTest(place: Code, test: PlanTest, { dialect, bind }: SqlWriter): string {
  const code = dialect.quote(place.code);
  const ids = (condition: string) => `select "id" from ${dialect.table(place.dictionary)} where ${condition}`;
  const value = () => `"value"`;
  switch (test.op) {
    case "null":
      return printTest(() => code, test, dialect, bind);
    case "any":
      return printAny(code, test, () => {
        const found = ids(dialect.oneOf(value(), test.values, test.as, bind));
        // Of one value a database knows how few rows it has; of an array it does not.
        if (test.values.length === 1) return `${code} = coalesce((${found}), ${NOBODY})`;
        return test.values.length <= FEW ? `${code} = any(array(${found}))` : `${code} in (${found})`;
      });
    default:
      return `${code} in (${ids(printTest(value, test, dialect, bind))})`;
  }
}

/**
 * The same lines with the texts behind the numbers of the dimensions in `by`. Each number has one text, so groups stay what
 * they are; null stays null.
 * @param others columns to keep beside the dimensions, quoted
 */
export function printDecoded(
  from: string,
  by: readonly number[],
  others: readonly string[],
  { plan, dialect }: SqlWriter,
): string {
  const codes = by.flatMap((i) => {
    const at = plan.dimensions[i]?.at;
    return at && isCode(at) ? [{ i, at }] : [];
  });
  if (codes.length === 0) return from;
  const columns = by.map((i) =>
    codes.some((code) => code.i === i) ? `"text${i}"."value" as "d${i}"` : `"coded"."d${i}"`,
  );
  return lines(
    `select ${[...columns, ...others.map((name) => `"coded".${name}`)].join(", ")}`,
    `from (\n${from}\n) as "coded"`,
    ...codes.map(
      ({ i, at }) =>
        `left join ${dialect.table(at.dictionary)} as "text${i}" on "text${i}"."id" = "coded"."d${i}"`,
    ),
  );
}
