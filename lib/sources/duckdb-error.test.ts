import { expect, test } from "vitest";
import { AppError } from "@/lib/errors";
import { duckdbErrorKind, toDuckdbError } from "@/lib/sources/duckdb-error";

test.each([
  ['IO Error: Cannot open file "x": No such file', "SOURCE_001", "sourceUnreachable"],
  ["Catalog Error: Table with name x does not exist!", "SOURCE_001", "sourceMismatch"],
  ['Binder Error: Referenced column "a value" not found', "SOURCE_001", "sourceMismatch"],
  ['Permission Error: Cannot access file "/etc/passwd"', "SOURCE_001", "sourceMismatch"],
  ["Conversion Error: Could not convert string 'a value' to INT32", "QUERY_001", "valueOutOfRange"],
  ["Conversion Error: CSV Error on Line: 3\nOriginal Line: a value", "SOURCE_001", "sourceMismatch"],
  ['Invalid Input Error: Error when sniffing file "x.csv"', "SOURCE_001", "sourceMismatch"],
  ["Invalid Input Error: No magic bytes found at end of file 'x.parquet'", "SOURCE_001", "sourceMismatch"],
  ["Out of Range Error: Overflow in addition of INT64", "QUERY_001", "valueOutOfRange"],
  ["Out of Memory Error: failed to allocate data of size 256.0 MiB", "QUERY_002", "queryTooBig"],
])("%s is %s %s", (message, code, key) => {
  const error = toDuckdbError(new Error(message), "shop");
  expect(error).toMatchObject({ code, key, values: { source: "shop" } });
  expect(String(error)).not.toContain("a value");
});

test("what is nobody's but ours stays as it is", () => {
  const known = new AppError("QUERY_002", { key: "queryTimedOut" });
  for (const error of [
    new Error("Parser Error: syntax error at or near"),
    new Error("INTERNAL Error: Attempted to access index 1"),
    new Error("INTERRUPT Error: Interrupted!"),
    new TypeError("bug"),
    known,
    "text",
  ])
    expect(toDuckdbError(error, "shop")).toBe(error);
  expect(duckdbErrorKind(new Error("INTERRUPT Error: Interrupted!"))).toBe("INTERRUPT");
});
