/** `npm run build`: the production server and the CLI. */
import { build } from "./ensure-built.mjs";
import { assertNode, ensureInstalled } from "./ensure-installed.mjs";

assertNode();
await ensureInstalled();
process.exitCode = (await build()) ? 0 : 1;
