/** `npm run worker`: runs jobs without serving pages, on DATABASE_URL's database or the embedded one. */
import { existsSync } from "node:fs";
import path from "node:path";
import { buildCli } from "./build-cli.mjs";
import { assertNode, ensureInstalled, root } from "./ensure-installed.mjs";
import { runCli } from "./run-cli.mjs";

assertNode();
if (existsSync(path.join(root, "cli", "main.ts"))) {
  await ensureInstalled();
  await buildCli();
}
await runCli(["worker"]);
