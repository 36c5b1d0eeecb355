/** `npm test`: everything that proves it. `--only unit|db|e2e` runs a part; what follows `--` goes to that part's runner. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./build-cli.mjs";
import { runChecks } from "./checks.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { assertNode, ensureInstalled, root } from "./ensure-installed.mjs";
import { findChromium } from "./find-chromium.mjs";
import { findOffice, findPython, findRedis } from "./find-program.mjs";
import { onInterrupt } from "./run-child.mjs";
import { runPlaywright } from "./run-playwright.mjs";
import { runVitest } from "./run-vitest.mjs";

const PARTS = ["unit", "db", "e2e"];

/** A Postgres of its own for the database tests, gone afterwards. */
async function withCluster(work) {
  const file = await bundle("db/embedded.ts", path.join(root, "node_modules", ".cache", "embedded.mjs"));
  const { startEmbedded } = await import(pathToFileURL(file).href);
  const folder = mkdtempSync(path.join(tmpdir(), "lookflex-test-"));
  const cluster = await startEmbedded(folder);
  const remove = async () => {
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  onInterrupt(remove);
  try {
    return await work(cluster.adminUrl);
  } finally {
    await remove();
  }
}

async function testDatabase(args) {
  const redis = await findRedis();
  if (redis === null) console.log("No redis-server, and none could be installed: its tests skip themselves");
  const office = await findOffice();
  const python = await findPython();
  const result = await withCluster((adminUrl) =>
    runVitest(
      "db",
      {
        LOOKFLEX_TEST_ADMIN_URL: adminUrl,
        ...(redis ? { LOOKFLEX_TEST_REDIS: redis } : {}),
        ...(office ? { LOOKFLEX_TEST_OFFICE: office } : {}),
        ...(python ? { LOOKFLEX_TEST_PYTHON: python } : {}),
      },
      args,
    ),
  );
  const without = [...(office ? [] : ["LibreOffice"]), ...(python ? [] : ["Python"])];
  return { ...result, without: without.map((name) => `${name}: none here, and none could be installed`) };
}

async function testBrowser(args) {
  const chromium = await findChromium();
  if (chromium === null)
    return { passed: 0, failed: 0, skipped: 0, why: "no Chromium, and none could be installed" };
  console.log(`Chromium: ${chromium}`);
  if (!(await ensureBuilt())) return { passed: 0, failed: 1, skipped: 0 };
  return runPlaywright(chromium, args);
}

const RUN = {
  unit: async (args) => {
    const checks = await runChecks();
    const unit = await runVitest("unit", {}, args);
    return { ...unit, passed: unit.passed + checks.passed, failed: unit.failed + checks.failed };
  },
  db: testDatabase,
  e2e: testBrowser,
};

function parse() {
  try {
    const { values, positionals } = parseArgs({
      options: { only: { type: "string" } },
      allowPositionals: true,
    });
    if (values.only === undefined || PARTS.includes(values.only))
      return { only: values.only, rest: positionals };
    console.error(`--only takes one of ${PARTS.join(", ")}`);
  } catch (error) {
    console.error(error.message);
  }
  process.exit(2);
}

assertNode();
const { only, rest } = parse();
await ensureInstalled();
const total = { passed: 0, failed: 0 };
const lines = [];
for (const part of only ? [only] : PARTS) {
  console.log(`\n── ${part} ──`);
  const started = Date.now();
  const result = await RUN[part](rest).catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, skipped: 0 };
  });
  total.passed += result.passed;
  total.failed += result.failed;
  const seconds = Math.round((Date.now() - started) / 1000);
  lines.push(`${part.padEnd(5)} ${result.passed} passed, ${result.failed} failed (${seconds} s)`);
  for (const what of result.without ?? []) lines.push(`not run: ${what}`);
  if (result.why) lines.push(`not run: ${part}: ${result.why}`);
  else if (result.skipped > 0)
    lines.push(`not run: ${result.skipped} ${part} tests that skip themselves on this machine`);
}
console.log(`\n${lines.join("\n")}\n${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
