import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { runChild } from "./run-child.mjs";

export const root = path.resolve(import.meta.dirname, "..");
const stamp = path.join(root, "node_modules", ".cache", "lookflex-lock");
const lockfile = path.join(root, "package-lock.json");

/** Says in one line what this Node is too old for, and ends. */
export function assertNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`LookFlex needs Node.js 20.19 or newer; this is ${process.versions.node}`);
  process.exit(1);
}

/** npm of the run we are in, or the one on the PATH. */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  const inNode = own && /\.c?js$/.test(own);
  return inNode ? runChild(process.execPath, [own, ...args], options) : runChild("npm", args, options);
}

/** Installs the locked dependencies unless this very lockfile was installed before. */
export async function ensureInstalled() {
  const digest = createHash("sha256").update(readFileSync(lockfile)).digest("hex");
  const installed = path.join(root, "node_modules", ".package-lock.json");
  const known = existsSync(stamp) ? readFileSync(stamp, "utf8") : null;
  if (existsSync(installed)) {
    if (known === digest) return;
    // Installed by hand: npm writes its own copy after everything else.
    const fresh = known === null && statSync(installed).mtimeMs >= statSync(lockfile).mtimeMs;
    if (fresh) return remember(digest);
  }
  console.log("Installing dependencies…");
  // The build needs the development dependencies, whatever NODE_ENV says.
  const code = await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], { cwd: root });
  if (code !== 0) {
    console.error("npm ci failed: its output above says why");
    process.exit(code);
  }
  remember(digest);
}

function remember(digest) {
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, digest);
}
