import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { BY_NEXT, ROUTE_TABLE } from "@/app/api/v1/route-table";
import { importsOf } from "@/scripts/import-rules";

const root = path.resolve(import.meta.dirname, "../../..");

/** What knows the running request only when Next itself carries it. */
const OF_NEXT = /^(next\/|next-intl\/server$)/;

const fileOf = (target: string): string | undefined =>
  [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((file) => existsSync(path.join(root, file)));

/** The first way from a file to a module of Next's that runs; null where there is none. */
function wayToNext(file: string, seen = new Set<string>()): string[] | null {
  seen.add(file);
  for (const { target, typeOnly } of importsOf(file, readFileSync(path.join(root, file), "utf8"))) {
    if (typeOnly) continue;
    if (OF_NEXT.test(target)) return [file, target];
    const next = fileOf(target);
    const way = next === undefined || seen.has(next) ? null : wayToNext(next, seen);
    if (way) return [file, ...way];
  }
  return null;
}

describe("the table of routes", () => {
  const folders = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((file) => path.basename(file) === "route.ts")
    .map((file) => path.posix.join("/api/v1", path.dirname(file)));

  it("has every route there is, but those of Next's", () => {
    expect(folders.length).toBeGreaterThan(20);
    expect([...Object.keys(ROUTE_TABLE), ...BY_NEXT].sort()).toEqual(folders.sort());
  });

  it.each(Object.entries(ROUTE_TABLE))("%s is its own folder's", (address, load) => {
    expect(String(load)).toContain(`/app${address}/route.ts`);
  });

  it.each(Object.keys(ROUTE_TABLE))("%s needs nothing of Next's", (address) => {
    expect(wayToNext(`app${address}/route.ts`)).toBeNull();
  });

  it("finds the way to Next where there is one", () => {
    expect(wayToNext("app/api/v1/audit/export/route.ts")?.at(-1)).toBe("next-intl/server");
  });
});
