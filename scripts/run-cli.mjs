import { existsSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { cliFile } from "./build-cli.mjs";

/** Runs a command of the CLI in this process, so that signals reach it. */
export async function runCli(args) {
  if (!existsSync(cliFile)) {
    console.error("There is no build: run `npm run build` first");
    process.exit(1);
  }
  process.argv = [process.execPath, cliFile, ...args];
  await import(pathToFileURL(cliFile).href);
}
