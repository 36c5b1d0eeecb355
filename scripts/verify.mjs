/** `npm run verify`: format, lint, import rules, types and unit tests, in seconds. */
import { runChecks } from "./checks.mjs";
import { assertNode, ensureInstalled } from "./ensure-installed.mjs";
import { runVitest } from "./run-vitest.mjs";

assertNode();
await ensureInstalled();
const checks = await runChecks();
const unit = await runVitest("unit");
process.exitCode = checks.failed + unit.failed === 0 ? 0 : 1;
