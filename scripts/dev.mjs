/** `npm run dev`: hot reload on the embedded database, or on DATABASE_URL's. */
import { assertPort } from "./assert-port.mjs";
import { buildCli } from "./build-cli.mjs";
import { assertNode, ensureInstalled } from "./ensure-installed.mjs";
import { runCli } from "./run-cli.mjs";

assertNode();
await assertPort();
await ensureInstalled();
await buildCli();
await runCli(["serve", "--dev"]);
