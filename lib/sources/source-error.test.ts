import { expect, test } from "vitest";
import { toSourceError } from "@/lib/sources/source-error";

const failed = (code: string) => Object.assign(new Error("text of the driver, with a value"), { code });

test.each([
  ["57014", "QUERY_002", "queryTimedOut"],
  ["28P01", "SOURCE_001", "sourceRefused"],
  ["28000", "SOURCE_001", "sourceRefused"],
  ["ECONNREFUSED", "SOURCE_001", "sourceUnreachable"],
  ["ENOTFOUND", "SOURCE_001", "sourceUnreachable"],
  ["CONNECTION_CLOSED", "SOURCE_001", "sourceUnreachable"],
  ["CONNECT_TIMEOUT", "SOURCE_001", "sourceUnreachable"],
  ["57P01", "SOURCE_001", "sourceUnreachable"],
  ["53300", "SOURCE_001", "sourceUnreachable"],
  ["3D000", "SOURCE_001", "sourceUnreachable"],
  ["42P01", "SOURCE_001", "sourceMismatch"],
  ["42501", "SOURCE_001", "sourceMismatch"],
  ["22003", "QUERY_001", "valueOutOfRange"],
])("%s is %s %s", (code, kind, key) => {
  const error = toSourceError(failed(code), "commerce");
  expect(error).toMatchObject({ code: kind, key, values: { source: "commerce" } });
  expect(String(error)).not.toContain("a value");
});

test("what is nobody's but ours stays as it is", () => {
  for (const error of [failed("42601"), failed("42P18"), new TypeError("bug")])
    expect(toSourceError(error, "commerce")).toBe(error);
});
