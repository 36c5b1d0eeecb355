import { expect, test } from "vitest";
import { writeLiteral } from "@/lib/sources/write-literal";

test.each([
  [null, "null"],
  [5, "'5'"],
  [-1.5, "'-1.5'"],
  [true, "'true'"],
  ["it's", "'it''s'"],
  ["", "''"],
  ["a\\'; drop table x; --", " E'a\\\\''; drop table x; --'"],
  ["$1 $$", "'$1 $$'"],
])("%j is %s", (value, text) => {
  expect(writeLiteral(value)).toBe(text);
});

test("a text of Postgres has no NUL", () => {
  expect(() => writeLiteral("a\0b")).toThrow(RangeError);
});
