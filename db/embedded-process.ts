import "server-only";
import { spawn, spawnSync } from "node:child_process";
import { closeSync, openSync, readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";
import { open, readFile, rm, stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Binaries } from "@/db/embedded-binaries";
import type { EmbeddedHome } from "@/db/embedded-home";

/** What a running server says of itself in postmaster.pid. */
export interface Postmaster {
  pid: number;
  port: number;
}

/** A name for a process that a later one with the same id does not share, or null when it is gone. */
export function processIdentity(pid: number): string | null {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return null;
  }
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8" });
    return stdout?.trim() ? `${pid} ${stdout.trim()}` : null;
  }
  try {
    const line = readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = line.slice(line.lastIndexOf(")") + 2).split(" ");
    // A zombie answers signals until its parent reaps it, which PID 1 of a container may never do.
    return fields[0] === "Z" ? null : `${pid} ${fields[19]}`;
  } catch {
    return null;
  }
}

function isPostgresOf(pid: number, pgdata: string): boolean {
  if (processIdentity(pid) === null) return false;
  if (process.platform !== "linux") {
    const { stdout } = spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
    return stdout?.includes("postgres") ?? false;
  }
  try {
    // A server works in its data folder; the command line may name that by another path.
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(pgdata);
  } catch {
    return false;
  }
}

/** The server that holds this data folder, or null. Its pid file stays behind after a kill -9 and is no proof. */
export async function findPostmaster(pgdata: string): Promise<Postmaster | null> {
  const file = path.join(pgdata, "postmaster.pid");
  const lines = (await readFile(file, "utf8").catch(() => "")).split("\n");
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return isPostgresOf(pid, pgdata) ? { pid, port } : null;
}

/** Is any process of a server still at work on this data, orphans of a killed one included? */
function hasProcesses(pgdata: string): boolean {
  if (process.platform !== "linux") {
    return spawnSync("pgrep", ["-f", "postgres"], { stdio: "ignore" }).status === 0;
  }
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => processIdentity(Number(pid)) !== null && isPostgresOf(Number(pid), pgdata));
}

/**
 * Removes a dead server's pid file where Postgres itself would not dare: its id belongs to another program now (usual
 * in containers), or to a zombie. Never while an orphan lives, which that file protects the data from.
 */
async function removeStalePidFile(pgdata: string): Promise<void> {
  if (!hasProcesses(pgdata)) await rm(path.join(pgdata, "postmaster.pid"), { force: true });
}

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "100",
  shared_buffers: "256MB",
  effective_cache_size: "1GB",
  work_mem: "32MB",
  maintenance_work_mem: "128MB",
  min_wal_size: "256MB",
  max_wal_size: "2GB",
  checkpoint_timeout: "15min",
  wal_compression: "on",
  random_page_cost: "1.1",
  // Compiling costs more than it saves on queries of a second.
  jit: "off",
  log_checkpoints: "off",
  log_autovacuum_min_duration: "-1",
  timezone: "UTC",
  log_timezone: "UTC",
};

const LOG_LIMIT = 16 * 1024 * 1024;
/** Failures that trying again cannot mend. */
const HOPELESS = /incompatible|permission denied|invalid value|unrecognized configuration|not a valid data/i;

async function logSince(file: string, offset: number): Promise<string[]> {
  const handle = await open(file, "r");
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(64 * 1024), 0, 64 * 1024, offset);
    return buffer.toString("utf8", 0, bytesRead).split("\n").filter(Boolean);
  } finally {
    await handle.close();
  }
}

/** One attempt. Resolves to the pid once the server accepts connections, or to the log lines of a failure. */
async function attempt(binaries: Binaries, home: EmbeddedHome, port: number): Promise<number | string[]> {
  const workers = availableParallelism() > 2 ? "2" : "1";
  const settings = { ...SETTINGS, port: String(port), max_parallel_workers_per_gather: workers };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  if (binaries.hasStatStatements) flags.push("-c", "shared_preload_libraries=pg_stat_statements");

  const log = path.join(home.dir, "postgres.log");
  const size = (await stat(log).catch(() => ({ size: 0 }))).size;
  // To a file, never a pipe of ours: the server must live through our death.
  const output = openSync(log, size > LOG_LIMIT ? "w" : "a", 0o600);
  const offset = size > LOG_LIMIT ? 0 : size;
  try {
    const child = spawn(binaries.postgres, ["-D", home.pgdata, ...flags], {
      ...(home.user ? { uid: home.user.uid, gid: home.user.gid } : {}),
      cwd: "/",
      // Its own session: Ctrl-C in the terminal is ours to handle, after the server that uses it.
      detached: true,
      stdio: ["ignore", output, output],
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C" },
    });
    let ended: string | null = null;
    child.once("error", (error) => {
      ended = error.message;
    });
    child.once("exit", (code, signal) => {
      ended ??= `postgres ended with ${signal ?? code}`;
    });
    child.unref();
    for (;;) {
      if (ended !== null) return [...(await logSince(log, offset)), ended];
      const pidFile = await readFile(path.join(home.pgdata, "postmaster.pid"), "utf8").catch(() => "");
      const lines = pidFile.split("\n");
      if (child.pid && Number(lines[0]) === child.pid && lines[7]?.trim() === "ready") return child.pid;
      await sleep(15);
    }
  } finally {
    closeSync(output);
  }
}

/**
 * Starts the server and waits until it accepts connections, however long recovery takes. Right after a kill -9 the
 * dead server's children still hold its memory for a moment, so a failing start is tried again for ten seconds.
 * @returns its pid; `"port taken"` when another program was faster. @throws Error with the server's last log lines.
 */
export async function launchPostgres(
  binaries: Binaries,
  home: EmbeddedHome,
  port: number,
  onLog: (line: string) => void,
): Promise<number | "port taken"> {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const result = await attempt(binaries, home, port);
    if (typeof result === "number") return result;
    const text = result.join("\n");
    if (/could not bind|Address already in use/i.test(text)) return "port taken";
    if (HOPELESS.test(text) || Date.now() > deadline) {
      throw new Error(`Postgres does not start in ${home.pgdata}:\n${result.slice(-12).join("\n")}`);
    }
    onLog(
      `Postgres does not start yet, trying again: ${result.find((line) => line.includes("FATAL")) ?? result.at(-1)}`,
    );
    if (text.includes("postmaster.pid")) await removeStalePidFile(home.pgdata);
    await sleep(300);
  }
}

/** Waits until the process is gone. @returns false when `timeoutMs` passed first. */
async function waitForEnd(pid: number, identity: string, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (processIdentity(pid) === identity) {
    if (Date.now() > deadline) return false;
    await sleep(15);
  }
  return true;
}

/** Stops a server: fast shutdown first (open transactions roll back), the immediate one when that takes too long. */
export async function stopPostgres(pid: number): Promise<void> {
  const identity = processIdentity(pid);
  if (identity === null) return;
  for (const [signal, timeoutMs] of [
    ["SIGINT", 30_000],
    ["SIGQUIT", 10_000],
    ["SIGKILL", 5_000],
  ] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ESRCH") return;
      throw error;
    }
    if (await waitForEnd(pid, identity, timeoutMs)) return;
  }
}
