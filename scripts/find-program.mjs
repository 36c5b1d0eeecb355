import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { runChild } from "./run-child.mjs";

/** A stub that only tells to install something is there too on some systems: only an answer counts. */
export const works = (file) =>
  existsSync(file) && spawnSync(file, ["--version"], { timeout: 60_000, stdio: "ignore" }).status === 0;

/** Paths a program of one of these names may have. */
export const onPath = (names) =>
  ["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)].flatMap((folder) =>
    names.map((name) => path.join(folder, name)),
  );

/** Installs packages where that is root's to do. @returns whether it was tried */
export async function aptInstall(title, packages) {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  console.log(`Installing ${title} by apt-get…`);
  // Only programs are wanted: a server of its own would take a port.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await runChild("apt-get", ["update", "-qq"], { env });
  await runChild("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
  return true;
}

/** The program a variable of the environment names, where it starts; null where it names none or does not. */
export function wished(variable) {
  const wish = process.env[variable];
  if (!wish) return null;
  if (works(wish)) return wish;
  console.error(`${variable} (${wish}) does not start; looking for another`);
  return null;
}

/** The path of a program that starts, installed where there is none; null when there is no way to one. */
export async function findProgram({ title, names, variable, packages, elsewhere = [] }) {
  const found = () => [...onPath(names), ...elsewhere].find(works);
  const own = wished(variable) ?? found();
  if (own) return own;
  return (await aptInstall(title, packages)) ? (found() ?? null) : null;
}

export const findRedis = () =>
  findProgram({
    title: "Redis",
    names: ["redis-server"],
    variable: "REDIS_SERVER_PATH",
    packages: ["redis-server"],
  });

export const findOffice = () =>
  findProgram({
    title: "LibreOffice",
    names: ["soffice"],
    variable: "SOFFICE_PATH",
    packages: ["libreoffice-calc"],
    elsewhere: ["/Applications/LibreOffice.app/Contents/MacOS/soffice"],
  });

export const findPython = () =>
  findProgram({ title: "Python", names: ["python3"], variable: "PYTHON_PATH", packages: ["python3"] });
