/** `.lookflex.json` in a folder of dashboards: those it holds, so that one whose file goes is known to be gone. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { Slug } from "@/lib/dashboards/schema";

export const MANIFEST = ".lookflex.json";

const Manifest = z.object({ dashboards: z.array(Slug) });

/** The slugs the folder is known to hold; none where there is no manifest. @throws Error for one that can't be read */
export function readManifest(folder: string): string[] {
  const file = path.join(folder, MANIFEST);
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
    throw error;
  }
  try {
    return Manifest.parse(JSON.parse(text)).dashboards;
  } catch (cause) {
    // Taken for empty it would be written anew, and what it held never be pruned.
    throw new Error(`${file} is not what lookflex writes: mend it, or delete it and pull`, { cause });
  }
}

/** Writes the slugs, sorted; not where they are there already. */
export function writeManifest(folder: string, slugs: Iterable<string>): void {
  const file = path.join(folder, MANIFEST);
  const dashboards = [...new Set(slugs)].sort();
  if (JSON.stringify(readManifest(folder).sort()) === JSON.stringify(dashboards)) return;
  writeFileSync(file, `${JSON.stringify({ dashboards }, null, 2)}\n`);
}
