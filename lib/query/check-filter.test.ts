import fc from "fast-check";
import { expect, it } from "vitest";
import { checkFilter } from "@/lib/query/check-filter";
import { Filter, type Scalar } from "@/lib/query/query";
import { FILTER_OPS } from "@/lib/query/query-words";

const scalar: fc.Arbitrary<Scalar> = fc.oneof(
  fc.string(),
  fc.double(),
  fc.boolean(),
  fc.constantFrom(null, "a".repeat(4000), "a".repeat(4001)),
);

it("takes the filters their schema takes", () => {
  const name = fc.oneof(fc.string(), fc.constantFrom("", "a".repeat(100), "a".repeat(101)));
  const op = fc.constantFrom(...FILTER_OPS, "like" as "eq");
  const values = fc.option(fc.array(scalar, { maxLength: 3 }), { nil: undefined });
  fc.assert(
    fc.property(name, op, values, (name, op, values) => {
      const given = { name, op, ...(values ? { values } : {}) };
      expect(checkFilter(given)).toEqual(Filter.safeParse(given).data);
    }),
    { numRuns: 2000 },
  );
});

it("takes as many values as their schema", () => {
  for (const count of [10_000, 10_001]) {
    const given = { name: "sku", op: "in" as const, values: Array<Scalar>(count).fill(1) };
    expect(checkFilter(given) !== undefined).toBe(Filter.safeParse(given).success);
  }
});
