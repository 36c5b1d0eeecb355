import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { npm, root } from "./ensure-installed.mjs";
import { runChild } from "./run-child.mjs";

const NAMES = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
const APP = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/** A stub that only tells to install a snap is there too on some systems: only an answer counts. */
const works = (file) =>
  existsSync(file) && spawnSync(file, ["--version"], { timeout: 30_000, stdio: "ignore" }).status === 0;

function onPath() {
  const folders = (process.env.PATH ?? "").split(path.delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => path.join(folder, name)));
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

async function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("Installing Chromium by apt-get…");
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  await runChild("apt-get", ["update", "-qq"], { env });
  const packages = ["chromium", "fonts-noto-cjk"];
  await runChild("apt-get", ["install", "-y", "-qq", "--no-install-recommends", ...packages], { env });
  return onPath().find(works) ?? null;
}

async function fromNpm() {
  if (process.platform !== "linux" || process.arch !== "x64") return null;
  const prefix = path.join(root, "node_modules", ".cache", "chromium");
  const entry = path.join(prefix, "node_modules", "@sparticuz", "chromium", "build", "esm", "index.js");
  if (!existsSync(entry)) {
    console.log("Installing Chromium by npm…");
    await npm(
      ["install", "--prefix", prefix, "--no-save", "--no-audit", "--no-fund", "@sparticuz/chromium@147"],
      {
        cwd: root,
      },
    );
  }
  if (!existsSync(entry)) return null;
  const { default: chromium } = await import(pathToFileURL(entry).href);
  const file = await chromium.executablePath();
  return works(file) ? file : null;
}

/** The path of a Chromium that starts, installed where there is none; null when there is no way to one. */
export async function findChromium() {
  const wish = process.env.CHROMIUM_PATH;
  if (wish) {
    if (works(wish)) return wish;
    console.error(`CHROMIUM_PATH (${wish}) does not start; looking for another`);
  }
  const found = [await playwrights(), ...onPath(), APP].find(works);
  return found ?? (await fromApt()) ?? (await fromNpm());
}
