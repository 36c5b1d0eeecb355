/** A folder of dashboards. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseDocument } from "yaml";

export interface CodeFile {
  /** Below the folder, with slashes. */
  file: string;
  text: string;
  /** That it names; by its name where it can't be read. */
  slug: string;
}

export const DEFAULT_FOLDER = "dashboards";

/** The slug a text names, however broken the rest of it is. */
function slugOf(text: string, file: string): string {
  let slug: unknown;
  try {
    slug = parseDocument(text, { prettyErrors: false, logLevel: "error" }).get("slug");
  } catch {
    // Not even a map: it is told apart by its name, and refused where it is published.
  }
  return typeof slug === "string" ? slug : path.parse(file).name;
}

/** Every `.yml` and `.yaml` below the folder, by name; null where there is no folder. @throws Error for one that can't be read */
export function readFolder(folder: string): CodeFile[] | null {
  let names: string[];
  try {
    names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") return null;
    throw new Error(`${folder} can't be read: ${code === "ENOTDIR" ? "it is no folder" : code}`, {
      cause: error,
    });
  }
  return names
    .filter((name) => /\.ya?ml$/.test(name) && !/(^|[\\/])\./.test(name))
    .sort()
    .map((name) => {
      const text = readFileSync(path.join(folder, name), "utf8").replace(/^\uFEFF/, "");
      const file = name.split(path.sep).join("/");
      return { file, text, slug: slugOf(text, file) };
    });
}
