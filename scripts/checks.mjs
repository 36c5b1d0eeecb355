import { spawn } from "node:child_process";
import path from "node:path";
import { root } from "./ensure-installed.mjs";

const bin = (...parts) => path.join(root, "node_modules", ...parts);

/** What needs neither database nor browser, apart from the unit tests. */
export const CHECKS = [
  {
    name: "format and lint",
    args: [bin("@biomejs", "biome", "bin", "biome"), "check", "--error-on-warnings"],
  },
  { name: "import rules", args: [path.join(root, "scripts", "check-imports.mjs")] },
  { name: "types", args: [bin("typescript", "bin", "tsc"), "--noEmit", "-p", root] },
];

/** Runs one check quietly. Resolves to its output when it fails, to null when it passes. */
function fails({ args }) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    const add = (chunk) => {
      output += chunk;
    };
    child.stdout.on("data", add);
    child.stderr.on("data", add);
    child.once("error", (error) => resolve(error.message));
    child.once("close", (code) => resolve(code === 0 ? null : output || `ended with ${code}`));
  });
}

/** Runs all checks side by side and prints what fails. Resolves to how many passed and failed. */
export async function runChecks() {
  const results = await Promise.all(
    CHECKS.map(async (check) => {
      const started = Date.now();
      const output = await fails(check);
      const seconds = ((Date.now() - started) / 1000).toFixed(1);
      if (output !== null) console.log(output.trimEnd());
      console.log(`${output === null ? "✓" : "✗"} ${check.name} (${seconds} s)`);
      return output === null;
    }),
  );
  const passed = results.filter(Boolean).length;
  return { passed, failed: results.length - passed };
}
