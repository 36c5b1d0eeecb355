/** `npm start`: the production server as built. */
import { runCli } from "./run-cli.mjs";

await runCli(["serve"]);
