import { expect, it } from "vitest";
import { NewToken } from "@/lib/tokens/schema";

it.each([
  ["2100-01-01T00:00:00Z", true],
  ["9999-12-31T23:59:59Z", true],
  ["2020-01-01T00:00:00Z", false],
  // Year 10000 in UTC, which Postgres does not take as JavaScript writes it.
  ["9999-12-31T23:59:59-12:00", false],
])("takes %s as a token's end: %s", (expiresAt, taken) => {
  expect(NewToken.safeParse({ name: "x", expiresAt }).success).toBe(taken);
});
