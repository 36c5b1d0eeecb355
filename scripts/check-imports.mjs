/** Prints every import that breaks a rule, as file:line, and fails when there is one. */
import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./build-cli.mjs";
import { root } from "./ensure-installed.mjs";

const FOLDERS = ["app", "bench", "cli", "components", "db", "lib", "packs"];
const file = await bundle(
  "scripts/import-rules.ts",
  path.join(root, "node_modules", ".cache", "import-rules.mjs"),
);
const { checkImports } = await import(pathToFileURL(file).href);

const sources = new Map();
for (const folder of FOLDERS) {
  for (const entry of await readdir(path.join(root, folder), { recursive: true })) {
    const name = path.posix.join(folder, entry);
    if (/\.tsx?$/.test(name)) sources.set(name, readFileSync(path.join(root, name), "utf8"));
  }
}
const faults = checkImports(sources);
for (const { file, line, rule, message } of faults) console.log(`${file}:${line} ${rule}: ${message}`);
console.log(`${sources.size} files, ${faults.length} broken import rules`);
process.exitCode = faults.length === 0 ? 0 : 1;
