import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { JoinedLookups, type JoinedOptions } from "@/lib/auth/joined-lookups";

/** Readings that end when the test says so. */
function setup(options: JoinedOptions = {}) {
  const readings: { keys: readonly string[]; end(found?: object): void; fail(error: Error): void }[] = [];
  const lookups = new JoinedLookups<string>(
    (asked) =>
      new Promise((resolve, reject) => {
        readings.push({
          keys: asked,
          end: (found = Object.fromEntries(asked.map((key) => [key, `row ${key}`]))) =>
            resolve(new Map(Object.entries(found))),
          fail: reject,
        });
      }),
    options,
  );
  return { lookups, readings };
}

describe("JoinedLookups", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it("reads at once where nothing is under way", async () => {
    const { lookups, readings } = setup();
    const found = lookups.find("a");
    expect(readings.map(({ keys }) => keys)).toEqual([["a"]]);
    readings[0]?.end();
    expect(await found).toBe("row a");
  });

  it("never answers from a reading that began before it was asked", async () => {
    const { lookups, readings } = setup();
    const early = lookups.find("a");
    const late = lookups.find("a");
    const other = lookups.find("b");
    readings[0]?.end({ a: "as it was" });
    expect(await early).toBe("as it was");
    expect(readings[1]?.keys).toEqual(["a", "b"]);
    readings[1]?.end({ a: "as it is" });
    expect(await late).toBe("as it is");
    expect(await other).toBeNull();
  });

  it("reads equal keys once, and what is too much for one reading in two", async () => {
    const { lookups, readings } = setup({ mostKeys: 2 });
    const found = ["a", "b", "c", "c", "d"].map((key) => lookups.find(key));
    for (const at of [0, 1, 2]) {
      readings[at]?.end();
      await found[at];
    }
    expect(readings.map(({ keys }) => keys)).toEqual([["a"], ["b", "c"], ["d"]]);
    expect(await Promise.all(found)).toEqual(["a", "b", "c", "c", "d"].map((key) => `row ${key}`));
  });

  it("does not wait for a reading that takes too long, but for as many as may be", async () => {
    const { lookups, readings } = setup({ patienceMs: 25, mostReadings: 2 });
    const [slow, next, last] = ["a", "b", "c"].map((key) => {
      const found = lookups.find(key);
      vi.advanceTimersByTime(25);
      return found;
    });
    expect(readings.map(({ keys }) => keys)).toEqual([["a"], ["b"]]);
    readings[1]?.end();
    expect(await next).toBe("row b");
    expect(readings[2]?.keys).toEqual(["c"]);
    readings[2]?.end();
    readings[0]?.end();
    expect(await Promise.all([slow, last])).toEqual(["row a", "row c"]);
  });

  it("fails those of the reading that failed, and reads on", async () => {
    const { lookups, readings } = setup();
    const failed = lookups.find("a");
    const next = lookups.find("a");
    readings[0]?.fail(new Error("the database is away"));
    await expect(failed).rejects.toThrow("the database is away");
    readings[1]?.end();
    expect(await next).toBe("row a");
  });
});
