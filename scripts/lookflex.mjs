/** `npm run lookflex -- <command>`: the CLI, from source where that is at hand, as built in the image. */
import { existsSync } from "node:fs";
import path from "node:path";
import { buildCli } from "./build-cli.mjs";
import { ensureInstalled, root } from "./ensure-installed.mjs";
import { runCli } from "./run-cli.mjs";

if (existsSync(path.join(root, "cli", "main.ts"))) {
  await ensureInstalled();
  await buildCli();
}
await runCli(process.argv.slice(2));
