/** `npm run schemas`: writes the JSON Schemas of dashboards, datasets and tables into schemas/. */
import { mkdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./build-cli.mjs";
import { assertNode, ensureInstalled, root } from "./ensure-installed.mjs";

assertNode();
await ensureInstalled();
const built = await bundle(
  "lib/document-schemas.ts",
  path.join(root, "node_modules", ".cache", `schemas-${process.pid}.mjs`),
);
try {
  const { DOCUMENT_NAMES, schemaFile } = await import(pathToFileURL(built).href);
  const folder = path.join(root, "schemas");
  await mkdir(folder, { recursive: true });
  for (const name of DOCUMENT_NAMES) await writeFile(path.join(folder, `${name}.json`), schemaFile(name));
  console.log(`${DOCUMENT_NAMES.length} schemas written to ${folder}`);
} finally {
  await rm(built, { force: true });
}
