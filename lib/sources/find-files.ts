import "server-only";
import { readdir, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { AppError } from "@/lib/errors";
import { toSourceError } from "@/lib/sources/source-error";

export interface FoundFile {
  /** Absolute, links followed. */
  path: string;
  /** Another text after every change of the file. */
  state: string;
}

const MOST_FILES = 10_000;
const isPattern = (name: string) => /[*?]/.test(name);

/** `*` and `?` stand for parts of a name, `**` for any folders. */
function patternOf(glob: string): RegExp {
  const parts = glob.split("/").map((part) => {
    if (part === "**") return "(?:[^/]+/)*";
    const name = part
      .replace(/[.+^${}()|[\]]/g, "\\$&")
      .replaceAll("*", "[^/]*")
      .replaceAll("?", "[^/]");
    return `${name}/`;
  });
  return new RegExp(`^${parts.join("").replace(/\/$/, "")}$`, "u");
}

/** What lies in a folder, and in its folders where `deep`; linked ones are not entered. */
async function* walk(folder: string, deep: boolean): AsyncGenerator<string> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const at = path.join(folder, entry.name);
    if (!entry.isDirectory()) yield at;
    else if (deep) yield* walk(at, deep);
  }
}

async function expand(root: string, glob: string): Promise<string[]> {
  const parts = glob.split("/");
  const first = parts.findIndex(isPattern);
  if (first < 0) return [path.join(root, glob)];
  const start = path.join(root, ...parts.slice(0, first));
  const pattern = patternOf(glob.normalize("NFC"));
  const found: string[] = [];
  for await (const file of walk(start, first < parts.length - 1)) {
    const name = path.relative(root, file).split(path.sep).join("/").normalize("NFC");
    if (pattern.test(name)) found.push(file);
  }
  return found.sort();
}

/**
 * The files that patterns below `folder` name now, in order. What lies outside the folder, by way of a link too, is refused.
 * @param source named in errors. @throws AppError SOURCE_001 when nothing matches or a file can't be used.
 */
export async function findFiles(
  folder: string,
  globs: readonly string[],
  source: string,
): Promise<FoundFile[]> {
  const refuse = (key: "sourceUnreachable" | "sourceMismatch", cause: string) =>
    new AppError("SOURCE_001", { key, values: { source }, cause: new Error(cause) });
  try {
    const root = await realpath(folder);
    const found: FoundFile[] = [];
    for (const glob of globs) {
      const files = await expand(root, glob);
      if (files.length === 0) throw refuse("sourceUnreachable", `no file matches ${glob}`);
      for (const file of files) {
        const real = await realpath(file);
        if (!real.startsWith(root + path.sep))
          throw refuse("sourceMismatch", `${glob} leads out of its folder`);
        // DuckDB would take it for a pattern of its own.
        if (/[*?[\]]/.test(real))
          throw refuse("sourceMismatch", `${glob}: rename the file or folder: no * ? [ ]`);
        const facts = await stat(real);
        if (!facts.isFile()) throw refuse("sourceMismatch", `${glob} is not a file`);
        found.push({ path: real, state: `${real} ${facts.size} ${facts.mtimeMs} ${facts.ino}` });
      }
      if (found.length > MOST_FILES) throw refuse("sourceMismatch", `${glob} matches too many files`);
    }
    return found;
  } catch (error) {
    throw toSourceError(error, source);
  }
}
