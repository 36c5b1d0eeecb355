import { describe, expect, it } from "vitest";
import type { Sort } from "@/lib/query/query";
import { toggleSort } from "@/lib/table/toggle-sort";

const read = (text: string): Sort[] =>
  text
    .split(",")
    .filter(Boolean)
    .map((word) => ({ column: word.replace("-", ""), direction: word.startsWith("-") ? "desc" : "asc" }));
const write = (sort: readonly Sort[]) =>
  sort.map(({ column, direction }) => (direction === "desc" ? `-${column}` : column)).join(",");

describe("toggleSort", () => {
  it.each([
    ["", "a", "desc", false, "-a"],
    ["", "a", "asc", false, "a"],
    ["-a", "a", "desc", false, "a"],
    ["a", "a", "desc", false, ""],
    ["a", "a", "asc", false, "-a"],
    ["-a", "a", "asc", false, ""],
    ["-a", "b", "desc", false, "-b"],
    ["-a,b", "c", "asc", false, "c"],
    ["-a,b", "a", "desc", false, "a"],
    ["a,b", "a", "desc", false, "a"],
    ["-a,-b", "b", "desc", false, "-a,b"],
    ["-a,b", "b", "desc", false, "-a"],
    ["", "a", "desc", true, "-a"],
    ["-a", "b", "asc", true, "-a,b"],
    ["-a,b", "a", "desc", true, "a,b"],
    ["a,b", "a", "desc", true, "b"],
  ] as const)("%s, then %s (%s first, adds: %s): %s", (before, column, first, adds, after) => {
    expect(write(toggleSort(read(before), column, first, adds))).toBe(after);
  });
});
