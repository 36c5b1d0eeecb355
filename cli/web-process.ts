import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { getHeapStatistics } from "node:v8";
import type { Env } from "@/lib/env";

/** A web server that lives and dies with us. */
export interface WebProcess {
  /** Settles when the process is gone; the exit code, or the signal's name. */
  ended: Promise<number | string>;
  /** Asks it to finish its requests; kills it when that takes more than 20 seconds. */
  stop(): Promise<void>;
}

/**
 * Ends the child when we are killed so hard that we can't tell it to: the channel to us closes then. In base64, since Next's
 * development server hands it on to a child of its own, and quotes get lost on the way.
 */
const LEASH = `data:text/javascript;base64,${Buffer.from('process.once("disconnect",()=>process.kill(process.pid,"SIGTERM"))').toString("base64")}`;
const GRACE_MS = 20_000;
/** MB. From 2048 on V8 lets a heap grow fourfold before it collects, below that twofold: a third less memory with 50 pages open. */
const MOST_HEAP = 2000;

/**
 * What Node is told of the server's heap: nothing on a machine where it would take less by itself, or when an operator's
 * `NODE_OPTIONS` says how much (README, Deployment).
 */
export function heapOptions(
  nodeOptions = process.env.NODE_OPTIONS ?? "",
  limit = getHeapStatistics().heap_size_limit,
): string[] {
  if (/--max[-_]old[-_]space[-_]size/.test(nodeOptions)) return [];
  return limit > MOST_HEAP * 2 ** 20 ? [`--max-old-space-size=${MOST_HEAP}`] : [];
}

function serverCommand(root: string, settings: Env, dev: boolean): { args: string[]; cwd: string } {
  if (dev) {
    const next = path.join(root, "node_modules", "next", "dist", "bin", "next");
    return { args: [next, "dev", "--port", String(settings.port)], cwd: root };
  }
  // The image has the standalone server at its root, a working tree below the build folder.
  const folders = [root, path.join(root, process.env.LOOKFLEX_DIST_DIR || ".next", "standalone")];
  const cwd = folders.find((folder) => existsSync(path.join(folder, "server.js")));
  if (!cwd) throw new Error("There is no build to serve: run `npm run build` first");
  return { args: [path.join(cwd, "server.js")], cwd };
}

/** Starts Next on PORT with the checked settings. @throws Error when nothing was built. */
export function startWeb(root: string, settings: Env, dev: boolean): WebProcess {
  const { args, cwd } = serverCommand(root, settings, dev);
  const child: ChildProcess = spawn(process.execPath, [...heapOptions(), "--import", LEASH, ...args], {
    cwd,
    env: {
      ...process.env,
      NODE_ENV: dev ? "development" : "production",
      PORT: String(settings.port),
      // Next would listen on the machine's own name, which containers set, and miss localhost.
      HOSTNAME: "0.0.0.0",
      NEXT_TELEMETRY_DISABLED: "1",
    },
    // Its own session: Ctrl-C comes to us alone, and the database outlives the server's last requests.
    detached: true,
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? code ?? 1));
  });
  return {
    ended,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill("SIGTERM");
      const timer = setTimeout(() => child.kill("SIGKILL"), GRACE_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

/** Waits until the server answers over HTTP. @returns false when it ended before. */
export async function waitForWeb(web: WebProcess, port: number): Promise<boolean> {
  let gone = false;
  void web.ended.then(() => {
    gone = true;
  });
  while (!gone) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/livez`, {
        signal: AbortSignal.timeout(30_000),
      });
      await response.body?.cancel();
      return true;
    } catch {
      await sleep(50);
    }
  }
  return false;
}
