import { spawn } from "node:child_process";

/** Runs a program to its end with our output. A signal to us goes to it too. Resolves to the exit code. */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    const forward = (signal) => child.kill(signal);
    const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
    for (const signal of signals) process.on(signal, forward);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      for (const name of signals) process.off(name, forward);
      if (signal && signals.includes(signal)) process.exit(130);
      resolve(code ?? 1);
    });
  });
}
