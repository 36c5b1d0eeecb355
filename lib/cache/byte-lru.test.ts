import fc from "fast-check";
import { expect, test } from "vitest";
import { ByteLru } from "@/lib/cache/byte-lru";

test("the least recently used leave first", () => {
  const lru = new ByteLru<string>(3000, 2000);
  for (const key of ["a", "b", "c"]) lru.set(key, key, 700);
  expect(lru.get("a")).toBe("a");
  lru.set("d", "d", 700);
  expect([..."abcd"].map((key) => lru.get(key))).toEqual(["a", undefined, "c", "d"]);
});

test("what is larger than one may be is not kept, and drives out what it replaces only", () => {
  const lru = new ByteLru<string>(3000, 1000);
  lru.set("a", "a", 500);
  lru.set("b", "b", 500);
  lru.set("a", "a, grown", 5000);
  expect([lru.get("a"), lru.get("b")]).toEqual([undefined, "b"]);
});

test("the bound holds and the count is right, whatever is done", () => {
  const step = fc.record({
    key: fc.constantFrom(..."abcdefgh"),
    bytes: fc.integer({ min: 0, max: 3000 }),
    kind: fc.constantFrom("set", "set", "get", "delete"),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const lru = new ByteLru<number>(5000, 2500);
      for (const { key, bytes, kind } of steps) {
        if (kind === "set") lru.set(key, bytes, bytes);
        else if (kind === "get") lru.get(key);
        else lru.delete(key);
        expect(lru.bytes).toBeLessThanOrEqual(5000);
        const kept = [..."abcdefgh"].map((one) => lru.get(one)).filter((value) => value !== undefined);
        expect(lru.bytes).toBe(kept.reduce((sum, value) => sum + value + 202, 0));
        expect(lru.size).toBe(kept.length);
      }
      lru.clear();
      expect([lru.bytes, lru.size]).toEqual([0, 0]);
    }),
  );
});

test("what is old can be swept out", () => {
  const lru = new ByteLru<number>(10_000, 10_000);
  for (const value of [1, 2, 3]) lru.set(`k${value}`, value, 100);
  const before = lru.bytes;
  lru.sweep((value) => value !== 2);
  expect(["k1", "k2", "k3"].map((key) => lru.get(key))).toEqual([undefined, 2, undefined]);
  expect(lru.bytes).toBe(before / 3);
});
