import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./ensure-installed.mjs";
import { runChild } from "./run-child.mjs";

/** Runs the browser tests, shown as they go. Resolves to their counts. */
export async function runPlaywright(chromium, args = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "lookflex-playwright-"));
  const report = path.join(folder, "report.json");
  try {
    const cli = path.join(root, "node_modules", "@playwright", "test", "cli.js");
    const code = await runChild(process.execPath, [cli, "test", ...args], {
      cwd: root,
      env: { ...process.env, CHROMIUM_PATH: chromium, LOOKFLEX_E2E_REPORT: report },
    });
    return countPlaywright(report, code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countPlaywright(report, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const { expected, unexpected, flaky, skipped } = result.stats;
  // A test that needs a second try has failed once.
  const failed = unexpected + flaky;
  return { passed: expected, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
}
