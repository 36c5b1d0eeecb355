import { createHash } from "node:crypto";
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildCli, cliFile } from "./build-cli.mjs";
import { root } from "./ensure-installed.mjs";
import { runChild } from "./run-child.mjs";

const FOLDERS = ["app", "cli", "components", "db", "lib", "messages", "packs", "public"];
// Not tsconfig.json, which Next itself rewrites while it builds.
const FILES = /^(package-lock\.json|(middleware|instrumentation.*|next\.config|postcss\.config)\.\w+)$/;
const NOT_BUILT = /\.test\.tsx?$/;

export const distDir = path.join(root, process.env.LOOKFLEX_DIST_DIR || ".next");
const standalone = path.join(distDir, "standalone");
const stamp = path.join(distDir, "lookflex-sources");

function* filesBelow(dir) {
  const entries = readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const file = path.join(dir, entry.name);
    if (entry.isDirectory()) yield* filesBelow(file);
    else if (entry.isFile() && !NOT_BUILT.test(entry.name)) yield file;
  }
}

/** A hash of everything a build is made of; file times play no part. */
function sourceHash() {
  const hash = createHash("sha256");
  const add = (file) => hash.update(path.relative(root, file)).update("\0").update(readFileSync(file));
  for (const name of readdirSync(root).sort()) if (FILES.test(name)) add(path.join(root, name));
  for (const folder of FOLDERS.map((name) => path.join(root, name)).filter(existsSync)) {
    for (const file of filesBelow(folder)) add(file);
  }
  return hash.digest("hex");
}

/** Builds Next's standalone server, completes it, and bundles the CLI. Resolves to whether that succeeded. */
export async function build() {
  const hash = sourceHash();
  rmSync(stamp, { force: true });
  // What the development server noted about routes that are gone since would fail the type check.
  rmSync(path.join(distDir, "dev", "types"), { recursive: true, force: true });
  const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
  const code = await runChild(process.execPath, [next, "build"], {
    cwd: root,
    env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  });
  if (code !== 0) {
    console.error("The build failed: its output above says why");
    return false;
  }
  // The standalone folder leaves these to a CDN; ours serves them itself.
  const assets = path.join(standalone, path.basename(distDir), "static");
  rmSync(assets, { recursive: true, force: true });
  cpSync(path.join(distDir, "static"), assets, { recursive: true });
  if (existsSync(path.join(root, "public"))) {
    cpSync(path.join(root, "public"), path.join(standalone, "public"), { recursive: true });
  }
  await buildCli();
  writeFileSync(stamp, hash);
  return true;
}

/** Builds only when a source changed since the last build. Resolves to whether there is a build now. */
export async function ensureBuilt() {
  const whole = existsSync(path.join(standalone, "server.js")) && existsSync(cliFile);
  if (whole && existsSync(stamp) && readFileSync(stamp, "utf8") === sourceHash()) return true;
  console.log("Building…");
  return build();
}
