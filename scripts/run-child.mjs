import { spawn } from "node:child_process";

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"];
const cleanups = [];

/** What must still be done when a signal ends us in the middle of a child. */
export function onInterrupt(cleanup) {
  cleanups.push(cleanup);
}

/** Runs a program to its end with our output. A signal to us goes to it, and ends us after it. Resolves to its exit code. */
export function runChild(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: "inherit", ...options });
    let interrupted = false;
    const forward = (signal) => {
      interrupted = true;
      child.kill(signal);
    };
    for (const signal of SIGNALS) process.on(signal, forward);
    child.once("error", reject);
    child.once("exit", async (code) => {
      if (interrupted) {
        for (const cleanup of cleanups) await cleanup();
        process.exit(130);
      }
      for (const name of SIGNALS) process.off(name, forward);
      resolve(code ?? 1);
    });
  });
}
