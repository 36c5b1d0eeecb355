import { expect, test } from "vitest";
import { SqlExpression, SqlStatement, sqlFault } from "@/lib/datasets/sql-text";

test.each([
  "amount * 2",
  "coalesce(\"the (odd\"\"column\", 'it''s; -- $1')",
  "case when qty > 0 then amount[1] end",
  "cast(extract(day from day) as integer)",
])("%s stands by itself", (text) => {
  expect(sqlFault(text)).toBeNull();
  expect(SqlExpression.parse(`  ${text} `)).toBe(text);
});

test.each([
  ["amount) from secrets --", "closes nothing"],
  ["(amount", "“)” is missing"],
  ["amount]", "closes nothing"],
  ["(amount]", "closes nothing"],
  ["amount; drop table sales", "leave “;” out"],
  ["amount -- rest", "comments"],
  ["amount /* rest", "comments"],
  ["amount + $1", "leave “$” out"],
  ["$$x$$", "leave “$” out"],
  ["data ? 'key'", "leave “?” out"],
  ["'open", "a quote is not closed"],
  ['"open', "a quote is not closed"],
  ["E'\\' || amount || '", "escape"],
  ["U&'\\0027'", "escape"],
  ["a\0b", "leave"],
])("%s would not end where it seems to: %s", (text, fault) => {
  expect(sqlFault(text)).toContain(fault);
  const parsed = SqlExpression.safeParse(text);
  expect(parsed.error?.issues[0]?.message).toContain(fault);
});

test("a statement reads", () => {
  expect(SqlStatement.safeParse("select * from commerce.sales").success).toBe(true);
  expect(SqlStatement.safeParse("with s as (select 1) select * from s").success).toBe(true);
  expect(SqlStatement.safeParse("delete from commerce.sales").error?.issues[0]?.message).toContain(
    "begins with select",
  );
  expect(SqlStatement.safeParse("selection").success).toBe(false);
});
