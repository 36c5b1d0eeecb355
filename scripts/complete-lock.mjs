/**
 * Run after every change of dependencies: `node scripts/complete-lock.mjs`.
 * A registry that mirrors only some platforms leaves the others' optional packages out of package-lock.json, and `npm ci` then
 * refuses the file. This adds them by the exact version their parent names; what a platform doesn't need is never fetched.
 */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const OS = ["android", "darwin", "freebsd", "linux", "win32"];
const CPU = ["arm64", "x64", "ia32", "arm", "ppc64", "riscv64", "s390x", "wasm32"];

const file = path.join(import.meta.dirname, "../package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
const { packages } = lock;

/** Whether `name` resolves from the package at `from`, as Node would look it up. */
function resolves(from, name) {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf("node_modules/") - 1))) {
    if (packages[at ? `${at}/node_modules/${name}` : `node_modules/${name}`]) return true;
    if (at === "") return false;
  }
}

/** Which machines a package such as `@swc/core-linux-arm64-musl` is for, read off its name. */
function platformOf(name) {
  const words = name.replace("windows", "win32").split(/[/-]/);
  const os = OS.find((word) => words.includes(word));
  const cpu = CPU.find((word) => words.includes(word));
  const libc = os === "linux" && words.includes("musl") ? ["musl"] : words.includes("gnu") ? ["glibc"] : null;
  return {
    ...(cpu ? { cpu: [cpu] } : {}),
    ...(libc && os === "linux" ? { libc } : {}),
    ...(os ? { os: [os] } : {}),
  };
}

const missing = Object.entries(packages).flatMap(([parent, { optionalDependencies = {}, dev }]) =>
  Object.entries(optionalDependencies)
    .filter(([name, version]) => /^\d/.test(version) && !resolves(parent, name))
    .map(([name, version]) => ({ name, version, dev })),
);
for (const { name, version, dev } of missing)
  packages[`node_modules/${name}`] = {
    version,
    ...(dev ? { dev } : {}),
    optional: true,
    ...platformOf(name),
  };
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`${missing.length} optional packages of other platforms added`);
