import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./ensure-installed.mjs";
import { runChild } from "./run-child.mjs";

/** Runs one vitest project, shown as it goes. Resolves to its counts; a file that can't load counts as a failure. */
export async function runVitest(project, env = {}, args = []) {
  const folder = mkdtempSync(path.join(tmpdir(), "lookflex-vitest-"));
  const report = path.join(folder, "report.json");
  try {
    const code = await runChild(
      process.execPath,
      [
        path.join(root, "node_modules", "vitest", "vitest.mjs"),
        "run",
        "--project",
        project,
        "--reporter=dot",
        "--reporter=json",
        `--outputFile.json=${report}`,
        ...args,
      ],
      { cwd: root, env: { ...process.env, ...env } },
    );
    return countVitest(report, code);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function countVitest(report, code) {
  let result;
  try {
    result = JSON.parse(readFileSync(report, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
  const broken = result.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && assertionResults.every((one) => one.status !== "failed"),
  ).length;
  const failed = result.numFailedTests + broken;
  return {
    passed: result.numPassedTests,
    // Errors outside any test fail the run too.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: result.numPendingTests ?? 0,
  };
}
