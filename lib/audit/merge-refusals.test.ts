import { describe, expect, it } from "vitest";
import { RefusalMerger } from "@/lib/audit/merge-refusals";

function at() {
  const clock = { now: 0 };
  const reported: [string, number][] = [];
  const merger = new RefusalMerger<string>(
    (first, repeats) => reported.push([first, repeats]),
    () => clock.now,
  );
  const add = (ip: string, path: string, entry = `${ip}${path}`) =>
    merger.add({ ip, path, code: "AUTH_001" }, entry);
  return { clock, reported, merger, add };
}

describe("RefusalMerger", () => {
  it("lets the first of a kind pass, counts its repeats for a minute, and then reports them", () => {
    const { clock, reported, add } = at();
    expect(add("a", "/x")).toBe(true);
    for (let i = 0; i < 99; i++) expect(add("a", "/x")).toBe(false);
    expect(add("a", "/y")).toBe(true);
    expect(add("b", "/x")).toBe(true);
    expect(reported).toEqual([]);
    clock.now = 60_000;
    expect(add("a", "/x")).toBe(true);
    expect(reported).toEqual([["a/x", 99]]);
  });

  it("counts an address that thinks up paths as one after thirty of them", () => {
    const { reported, merger, add } = at();
    const passed = Array.from({ length: 500 }, (_, i) => add("a", `/${i}`)).filter(Boolean);
    expect(passed).toHaveLength(31);
    expect(add("b", "/0")).toBe(true);
    merger.end();
    expect(reported).toEqual([["a/30", 469]]);
  });

  it("loses no count when there is no room", () => {
    const { reported, merger, add } = at();
    let written = 0;
    for (let i = 0; i < 5000; i++) for (let j = 0; j < 2; j++) if (add(`ip${i}`, "/x")) written += 1;
    merger.end();
    expect(written + reported.reduce((sum, [, repeats]) => sum + repeats, 0)).toBe(10_000);
  });
});
