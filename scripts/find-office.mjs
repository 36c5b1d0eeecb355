import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { runChild } from "./run-child.mjs";

const APP = "/Applications/LibreOffice.app/Contents/MacOS/soffice";

const works = (file) =>
  existsSync(file) && spawnSync(file, ["--version"], { timeout: 60_000, stdio: "ignore" }).status === 0;

const found = () =>
  [
    ...["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)].map((folder) =>
      path.join(folder, "soffice"),
    ),
    APP,
  ].find(works);

async function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("Installing LibreOffice by apt-get…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runChild("apt-get", ["update", "-qq"], { env });
  const packages = ["libreoffice-calc"];
  await runChild("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
  return found() ?? null;
}

/** The path of a LibreOffice that starts, installed where there is none; null when there is no way to one. */
export async function findOffice() {
  const wish = process.env.SOFFICE_PATH;
  if (wish) {
    if (works(wish)) return wish;
    console.error(`SOFFICE_PATH (${wish}) does not start; looking for another`);
  }
  return found() ?? (await fromApt());
}
