/** Starts the built product as a user would, in a folder of its own, and stops it again. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { z } from "zod";

export const DemoFile = z.object({
  url: z.string(),
  databaseUrl: z.string(),
  accounts: z.array(
    z.object({ role: z.string(), email: z.string(), password: z.string(), token: z.string() }),
  ),
});
/** What `npm run demo` leaves in `demo.json`. */
export type DemoFile = z.infer<typeof DemoFile>;

/** The product, running. */
export interface Server {
  url: string;
  process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** SIGTERM, and resolves with the exit code once all of it has ended. */
  stop(): Promise<number | null>;
}

/** The product with the demo's data and people. */
export interface Product extends Server {
  demo: DemoFile;
  dataDir: string;
}

/** A port nobody listens on right now. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** A folder the operating system's other users can pass through, as a database run by another user needs. */
export const newDataDir = () => mkdtemp(path.join(os.tmpdir(), "lookflex-e2e-"));

export const removeDataDir = (dataDir: string) => rm(dataDir, { recursive: true, force: true });

/** Waits until `ready` gives something, asking again as long as the process lives. */
async function poll<T>(
  child: ChildProcess,
  output: () => string,
  ready: () => Promise<T | null>,
): Promise<T> {
  for (;;) {
    const value = await ready();
    if (value !== null) return value;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`The product ended early:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

interface ServerOptions {
  dataDir: string;
  port: number;
  /** Of `serve`. */
  flags?: string[];
  env?: Record<string, string>;
}

/** Runs the build at hand until it answers: empty, unless the folder or a flag says otherwise. */
export async function startServer({ dataDir, port, flags = [], env = {} }: ServerOptions): Promise<Server> {
  const root = path.join(import.meta.dirname, "../..");
  const { DATABASE_URL: _a, DATABASE_OWNER_URL: _b, DATABASE_READER_URL: _c, ...inherited } = process.env;
  const url = `http://localhost:${port}`;
  const child = spawn(process.execPath, ["dist/cli.mjs", "serve", ...flags], {
    cwd: root,
    env: {
      ...inherited,
      LOOKFLEX_DATA_DIR: dataDir,
      PORT: String(port),
      SITE_URL: url,
      NODE_ENV: "production",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  child.stdout.on("data", (chunk) => {
    printed += chunk;
  });
  child.stderr.on("data", (chunk) => {
    printed += chunk;
  });
  const output = () => printed;
  const exited = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  await poll(child, output, async () => {
    try {
      const answer = await fetch(`${url}/api/readyz`);
      return answer.ok ? true : null;
    } catch {
      return null;
    }
  });
  return {
    url,
    process: child,
    output,
    async stop() {
      if (child.exitCode === null) child.kill("SIGTERM");
      return exited;
    },
  };
}

/** Runs the demo from the build at hand until it answers. `rows` is the size of the fact table. */
export async function startProduct(options: {
  dataDir: string;
  port: number;
  rows: number;
}): Promise<Product> {
  const { dataDir, port, rows } = options;
  const env = { LOOKFLEX_DEMO_ROWS: String(rows) };
  const server = await startServer({ dataDir, port, flags: ["--demo"], env });
  const demo = await poll(server.process, server.output, async () => {
    try {
      const parsed = DemoFile.parse(JSON.parse(await readFile(path.join(dataDir, "demo.json"), "utf8")));
      return parsed.url.endsWith(`:${port}`) ? parsed : null;
    } catch {
      return null;
    }
  });
  return { ...server, demo, dataDir };
}
