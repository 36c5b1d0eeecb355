import { expect, it } from "vitest";
import { formatSql } from "@/lib/query/format-sql";

it("indents by brackets and puts each column of a select on its own line", () => {
  const sql = `with "#groups" as (
select "row"."d0", sum("row"."v0") as "a0"
from (
select "a, (b" as "d0", coalesce("x", 'it''s, (') as "v0"
from "commerce"."sales" as "base"
where "day" = any($1)
) as "row"
group by 1
)
select 0 as "level", "line"."d0" as "o0"
from "#groups" as "line"`;
  const formatted = formatSql(sql);
  expect(formatted).toBe(`with "#groups" as (
  select "row"."d0",
    sum("row"."v0") as "a0"
  from (
    select "a, (b" as "d0",
      coalesce("x", 'it''s, (') as "v0"
    from "commerce"."sales" as "base"
    where "day" = any($1)
  ) as "row"
  group by 1
)
select 0 as "level",
  "line"."d0" as "o0"
from "#groups" as "line"`);
  expect(formatted.replace(/\s+/g, "")).toBe(sql.replace(/\s+/g, ""));
});
