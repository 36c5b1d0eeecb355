/** `npm run bench`: what the query engine takes, as ratios against floors of the same run. `-- --rows N --quick`. */
import { existsSync, mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { bundle } from "./build-cli.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { assertNode, ensureInstalled, root } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";

const ENTRIES = [
  "bench/main.ts",
  "bench/bare-server.ts",
  "bench/small-engine.ts",
  "lib/rollups/refresh-rollups.ts",
  "lib/rollups/rollup-catalogue.ts",
];

assertNode();
await ensureInstalled();
if (await ensureBuilt()) {
  const folder = path.join(root, "dist", "bench");
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const entry of ENTRIES)
    if (existsSync(path.join(root, entry)))
      await bundle(entry, path.join(folder, `${path.basename(entry, ".ts")}.mjs`));
  // What a table reckons by itself is timed where it does so: in the browser.
  const { build } = await import("esbuild");
  await build({
    absWorkingDir: root,
    entryPoints: ["lib/table/local-answer.ts"],
    outfile: path.join(folder, "local-answer.js"),
    bundle: true,
    minify: true,
    format: "iife",
    globalName: "LocalAnswer",
    platform: "browser",
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "warning",
  });
  process.env.CHROMIUM_PATH = (await findChromium()) ?? "";
  await import(pathToFileURL(path.join(folder, "main.mjs")).href);
} else process.exitCode = 1;
