import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it, vi } from "vitest";
import { EVERYWHERE } from "@/components/layout/page-words";

vi.mock("server-only", () => ({}));
vi.mock("next-intl", () => ({}));
vi.mock("next-intl/server", () => ({}));

const root = path.resolve(import.meta.dirname, "../..");
const sources = new Map<string, string>();
const read = (file: string) => {
  const source = sources.get(file) ?? readFileSync(file, "utf8");
  sources.set(file, source);
  return source;
};

function resolve(from: string, name: string): string | undefined {
  const base = name.startsWith("@/")
    ? path.join(root, name.slice(2))
    : name.startsWith(".")
      ? path.join(path.dirname(from), name)
      : undefined;
  return base && [`${base}.ts`, `${base}.tsx`].find(existsSync);
}

/** What a file loads, at once or later; types are not loaded. */
const imports = (file: string) =>
  [
    ...read(file).matchAll(/(?:^(?:import|export)\s+(?!type\b)[^;]*?from\s+|\bimport\(\s*)"([^"]+)"/gms),
  ].flatMap(([, name = ""]) => resolve(file, name) ?? []);

const says = (file: string, directive: string) =>
  new RegExp(`^(/\\*[\\s\\S]*?\\*/\\s*)?"${directive}"`).test(read(file));

/** The namespaces that client components below a file use. */
function used(file: string, client = false, seen = new Set<string>(), found = new Set<string>()) {
  const here = client || says(file, "use client");
  const key = `${file} ${here}`;
  if (seen.has(key) || says(file, "use server")) return found;
  seen.add(key);
  if (here)
    for (const [, name = ""] of read(file).matchAll(/useTranslations\(([^)]*)\)/g))
      found.add(name.replace(/["'`]/g, "").split(".")[0] || "all of them");
  for (const next of imports(file)) used(next, here, seen, found);
  return found;
}

/** What the nearest layout above a file hands to the browser. A layout's own components have what is handed above it. */
function given(file: string): string[] {
  const own = path.basename(file) === "layout.tsx" ? path.dirname(path.dirname(file)) : path.dirname(file);
  for (let folder = own; folder.startsWith(path.join(root, "app")); folder = path.dirname(folder)) {
    const layout = path.join(folder, "layout.tsx");
    if (!existsSync(layout) || !read(layout).includes("<PageWords")) continue;
    const names = [...read(layout).matchAll(/\(?\[("[^\]]*)\](?: as const)?/g)].flatMap(([, list = ""]) =>
      [...list.matchAll(/"(\w+)"/g)].map(([, name = ""]) => name),
    );
    return [...EVERYWHERE, ...names];
  }
  return [...EVERYWHERE];
}

const pages = readdirSync(path.join(root, "app"), { recursive: true, encoding: "utf8" }).filter((file) =>
  /(^|\/)(page|layout|error|not-found|forbidden|unauthorized)\.tsx$/.test(file),
);

it.each(pages)("app/%s has the messages its script may say", (page) => {
  const file = path.join(root, "app", page);
  const missing = [...used(file)].filter((name) => !given(file).includes(name));
  expect(missing).toEqual([]);
});

it("finds what a page's script says, in what it loads later too", () => {
  expect([...used(path.join(root, "app/(app)/d/[slug]/page.tsx"))].sort()).toEqual(
    expect.arrayContaining(["chart", "common", "dashboard", "errors", "share", "table"]),
  );
});
