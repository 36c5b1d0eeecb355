import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ACTIONS, MATRIX, TOKEN_SCOPES } from "./role-matrix";

const root = path.join(import.meta.dirname, "..");
const files = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));

const address = (file: string) =>
  `/${path.dirname(path.relative("app", file))}`
    .replace(/\/\([^)]+\)/g, "")
    .replace(/^\/\.$/, "/")
    .replace(/^$/, "/");

/** Every page and route handler of the app, by its folder. */
function routesInCode(): string[] {
  const found: string[] = [];
  for (const file of files("app")) {
    if (path.basename(file) === "page.tsx") found.push(`page ${address(file)}`);
    if (path.basename(file) === "route.ts" && !file.includes("[...nextauth]")) {
      const source = readFileSync(path.join(root, file), "utf8");
      for (const [, method] of source.matchAll(
        /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g,
      ))
        found.push(`${method} ${address(file)}`);
    }
  }
  return found.sort();
}

/** Every export of a file that starts with "use server". */
function actionsInCode(): string[] {
  return ["app", "lib", "components"]
    .flatMap(files)
    .filter((file) => /\.tsx?$/.test(file))
    .flatMap((file) => {
      const source = readFileSync(path.join(root, file), "utf8");
      if (!/^\s*"use server"/.test(source)) return [];
      return [...source.matchAll(/export (?:const|async function) (\w+)/g)].map(
        ([, name]) => `${file} ${name}`,
      );
    })
    .sort();
}

describe("role matrix", () => {
  it("names every page and route of the code, and no other", () => {
    expect(Object.keys(MATRIX).sort()).toEqual(routesInCode());
  });

  it("says of every route which scopes a token needs", () => {
    const routes = routesInCode().filter((name) => !name.startsWith("page "));
    expect(Object.keys(TOKEN_SCOPES).sort()).toEqual(routes);
  });

  it("names every server action of the code, and no other", () => {
    expect(Object.keys(ACTIONS).sort()).toEqual(actionsInCode());
  });
});
