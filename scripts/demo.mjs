/** `npm run demo`: from a fresh clone to a running product, or back to it in seconds. */
import { assertPort } from "./assert-port.mjs";
import { ensureBuilt } from "./ensure-built.mjs";
import { assertNode, ensureInstalled } from "./ensure-installed.mjs";
import { runCli } from "./run-cli.mjs";

assertNode();
// The accounts should stay in sight: a line for every request comes with LOG_LEVEL=info.
process.env.LOG_LEVEL ||= "warn";
await assertPort();
await ensureInstalled();
if (await ensureBuilt()) await runCli(["serve", "--demo"]);
else process.exitCode = 1;
