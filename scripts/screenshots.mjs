/** `npm run screenshots`: pictures of every page in test-results/screenshots, and the README's in docs. */
import path from "node:path";
import { ensureBuilt } from "./ensure-built.mjs";
import { assertNode, ensureInstalled, root } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";
import { runChild } from "./run-child.mjs";

assertNode();
await ensureInstalled();
const chromium = await findChromium();
if (chromium === null) {
  console.error("No Chromium found, and none could be installed: set CHROMIUM_PATH");
  process.exit(1);
}
if (!(await ensureBuilt())) process.exit(1);
const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
process.exit(
  await runChild(process.execPath, [cli, "test", "-c", "playwright.screenshots.config.ts"], {
    cwd: root,
    env: { ...process.env, CHROMIUM_PATH: chromium },
  }),
);
