import { existsSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { npm, root } from "./ensure-installed.mjs";
import { aptInstall, onPath, wished, works } from "./find-program.mjs";

const NAMES = ["chromium", "google-chrome", "google-chrome-stable", "chromium-browser"];
const APP = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

async function fromApt() {
  const tried = await aptInstall("Chromium", ["chromium", "fonts-noto-cjk"]);
  return tried ? (onPath(NAMES).find(works) ?? null) : null;
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
  const own = wished("CHROMIUM_PATH");
  if (own) return own;
  const found = [await playwrights(), ...onPath(NAMES), APP].find(works);
  return found ?? (await fromApt()) ?? (await fromNpm());
}
