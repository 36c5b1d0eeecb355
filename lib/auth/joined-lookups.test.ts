import { describe, expect, it } from "vitest";
import { JoinedLookups } from "@/lib/auth/joined-lookups";

/** Readings that end when the test says so. */
function setup(most = 1, keys = 100) {
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
    most,
    keys,
  );
  return { lookups, readings };
}

describe("JoinedLookups", () => {
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

  it("reads equal keys once, and no more than the most at a time", async () => {
    const { lookups, readings } = setup(2, 2);
    const found = ["a", "b", "c", "c", "d", "e"].map((key) => lookups.find(key));
    expect(readings.map(({ keys }) => keys)).toEqual([["a"], ["b"]]);
    for (const at of [0, 1, 2, 3]) {
      readings[at]?.end();
      await found[at];
    }
    expect(readings.map(({ keys }) => keys)).toEqual([["a"], ["b"], ["c", "d"], ["e"]]);
    expect(await Promise.all(found)).toEqual(["a", "b", "c", "c", "d", "e"].map((key) => `row ${key}`));
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
