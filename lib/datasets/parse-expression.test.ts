import { describe, expect, test } from "vitest";
import { measuresOf, parseExpression } from "@/lib/datasets/parse-expression";

const measure = (name: string) => ({ kind: "measure", name });

describe("parseExpression", () => {
  test("reads arithmetic by its ranks, decimals as they were written", () => {
    expect(parseExpression("-a + b * 1.50")).toEqual({
      kind: "arithmetic",
      op: "+",
      left: { kind: "negate", of: measure("a") },
      right: { kind: "arithmetic", op: "*", left: measure("b"), right: { kind: "number", text: "1.50" } },
    });
  });

  test("reads case with pairs and a rest, and ?: the same way", () => {
    const positive = { kind: "compare", op: ">", left: measure("a"), right: { kind: "number", text: "0" } };
    const branches = [{ when: positive, value: measure("a") }];
    expect(parseExpression("case(a > 0, a)")).toEqual({ kind: "case", branches, otherwise: null });
    expect(parseExpression("a > 0 ? a : b")).toEqual({ kind: "case", branches, otherwise: measure("b") });
    expect(parseExpression("case(a > 0, a, b)")).toEqual(parseExpression("a > 0 ? a : b"));
  });

  test("names every measure it stands on", () => {
    const text = "case(!(a < b) && c == 1 || d != 2, coalesce(e, f), nullif(g, h)) / -i";
    expect(measuresOf(parseExpression(text)).join("")).toBe("abcdefghi");
  });

  test.each([
    ["", "write one expression"],
    ["a b", "write one expression"],
    ["a; b", "write one expression"],
    ["a.b", "write one expression"],
    ["[a]", "write one expression"],
    ["this", "write one expression"],
    ["a = 1", "can't be read"],
    ["a +", "can't be read"],
    ["(a", "can't be read"],
    ["'a'", "is no number"],
    ["null", "is no number"],
    ["1e5", "plain digits"],
    ["a ** 2", "makes no number"],
    ["a % 2", "makes no number"],
    ["a && b", "makes no number"],
    ["a > 1", "makes no number"],
    ["~a", "makes no number"],
    ["case(a, b)", "a condition compares"],
    ["case(a > 1)", "takes pairs"],
    ["coalesce(a)", "two values or more"],
    ["nullif(a)", "takes two values"],
    ["pg_sleep(10)", "there is no pg_sleep()"],
    ["a.b(1)", "there is no"],
    ["sum(a)", "known: coalesce, nullif, case"],
  ])("%j is refused: %s", (text, fault) => {
    expect(() => parseExpression(text)).toThrow(fault);
  });
});
