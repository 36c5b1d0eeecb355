import "server-only";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { z } from "zod";
import { type Binaries, findBinaries } from "@/db/embedded-binaries";
import { type EmbeddedHome, makeFolder, openHome } from "@/db/embedded-home";
import { findPostmaster, launchPostgres, stopPostgres } from "@/db/embedded-process";
import { countUsers, register, withLock } from "@/db/embedded-registry";
import {
  ADMIN,
  DATABASE,
  type Passwords,
  provisionExtensions,
  provisionRoles,
  ROLES,
} from "@/db/embedded-roles";

/** A running embedded Postgres, on loopback. */
export interface Embedded {
  /** Of the role that serves. */
  databaseUrl: string;
  ownerUrl: string;
  readerUrl: string;
  /** The superuser's: for maintenance and tests, never for the application. */
  adminUrl: string;
  /** It was running already, left by a killed process or in another's use. */
  adopted: boolean;
  pid(): Promise<number | null>;
  /** Starts the server again where it died; the URLs stay. @returns true when it had to. */
  ensureRunning(): Promise<boolean>;
  /** Leaves; the last process that used the server stops it. Safe to repeat. */
  stop(): Promise<void>;
}

/** Raised when the roles must be provisioned anew in clusters that exist. */
const PROVISION = 1;

/** `cluster.json` beside the data, mode 600: the only place the passwords are kept. */
const Cluster = z.object({
  port: z.number().int(),
  provisioned: z.number().int(),
  passwords: z.object({ admin: z.string(), owner: z.string(), app: z.string(), reader: z.string() }),
});
type Cluster = z.infer<typeof Cluster>;

const clusterFile = (home: EmbeddedHome) => path.join(home.dir, "cluster.json");

async function saveCluster(home: EmbeddedHome, cluster: Cluster): Promise<void> {
  const draft = `${clusterFile(home)}.new`;
  await writeFile(draft, JSON.stringify(cluster), { mode: 0o600 });
  await rename(draft, clusterFile(home));
}

async function loadCluster(home: EmbeddedHome): Promise<Cluster> {
  try {
    return Cluster.parse(JSON.parse(await readFile(clusterFile(home), "utf8")));
  } catch (error) {
    throw new Error(
      `${clusterFile(home)}, which holds the database's passwords, is missing, damaged or another user's: bring it back, or set another LOOKFLEX_DATA_DIR`,
      { cause: error },
    );
  }
}

/** A port that is free on loopback now, `wish` if that one is. */
export function freePort(wish = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => (wish === 0 ? reject(error) : resolve(freePort())));
    probe.listen({ host: "127.0.0.1", port: wish, exclusive: true }, () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : wish));
    });
  });
}

function run(
  command: string,
  args: string[],
  home: EmbeddedHome,
): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      ...(home.user ? { uid: home.user.uid, gid: home.user.gid } : {}),
      cwd: "/",
      stdio: ["ignore", "pipe", "pipe"],
      env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, LC_ALL: "C" },
    });
    let output = "";
    child.stdout.on("data", (chunk) => {
      output += String(chunk);
    });
    child.stderr.on("data", (chunk) => {
      output += String(chunk);
    });
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}

/** Makes the cluster aside and renames it, so that an interrupted one is never taken for whole. */
async function createCluster(binaries: Binaries, home: EmbeddedHome): Promise<Cluster> {
  const secret = () => randomBytes(24).toString("base64url");
  const passwords: Passwords = { admin: secret(), owner: secret(), app: secret(), reader: secret() };
  const draft = path.join(home.dir, "data.new");
  const passwordFile = path.join(home.dir, "password");
  let last = "";
  // Systems without the C.UTF-8 locale exist; the order of words comes from ICU either way.
  for (const locale of ["C.UTF-8", "C"]) {
    await rm(draft, { recursive: true, force: true });
    try {
      await writeFile(passwordFile, passwords.admin, { mode: 0o600 });
      await mkdir(draft, { mode: 0o700 });
      if (home.user) {
        await chown(passwordFile, home.user.uid, home.user.gid);
        await chown(draft, home.user.uid, home.user.gid);
      }
      const { code, output } = await run(
        binaries.initdb,
        [
          `--pgdata=${draft}`,
          `--username=${ADMIN}`,
          `--pwfile=${passwordFile}`,
          "--auth=scram-sha-256",
          "--encoding=UTF8",
          "--locale-provider=icu",
          "--icu-locale=ko-KR",
          `--locale=${locale}`,
        ],
        home,
      );
      if (code === 0) {
        const cluster = { port: await freePort(), provisioned: 0, passwords };
        await saveCluster(home, cluster);
        await rename(draft, home.pgdata);
        return cluster;
      }
      last = output;
    } finally {
      await rm(passwordFile, { force: true });
    }
    if (!/locale/i.test(last)) break;
  }
  await rm(draft, { recursive: true, force: true });
  throw new Error(`initdb fails in ${home.dir}:\n${last.trim().split("\n").slice(-12).join("\n")}`);
}

const urlOf = (user: string, password: string, port: number, database: string) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;

/** Does the server at `port` answer to our password? False while it starts, recovers or shuts down. */
async function answers(cluster: Cluster, port: number): Promise<boolean> {
  const sql = postgres(urlOf(ADMIN, cluster.passwords.admin, port, "postgres"), {
    max: 1,
    connect_timeout: 5,
  });
  try {
    await sql`select 1`;
    return true;
  } catch {
    return false;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** The running server's port once it answers, or null when there is none (any more). */
async function adopt(home: EmbeddedHome, cluster: Cluster): Promise<number | null> {
  const deadline = Date.now() + 60_000;
  for (;;) {
    const found = await findPostmaster(home.pgdata);
    if (!found) return null;
    if (await answers(cluster, found.port)) return found.port;
    if (Date.now() > deadline) {
      throw new Error(
        `Postgres (process ${found.pid}) holds ${home.pgdata} but does not answer: stop it and try again`,
      );
    }
    await sleep(100);
  }
}

async function launch(
  binaries: Binaries,
  home: EmbeddedHome,
  cluster: Cluster,
  onLog: (line: string) => void,
) {
  for (let port = await freePort(cluster.port); ; port = await freePort()) {
    const result = await launchPostgres(binaries, home, port, onLog);
    if (result !== "port taken") return port;
  }
}

/** Is there a cluster? @throws Error when another major version made it. */
async function assertVersion(binaries: Binaries, home: EmbeddedHome): Promise<boolean> {
  const version = (await readFile(path.join(home.pgdata, "PG_VERSION"), "utf8").catch(() => "")).trim();
  if (!version) return false;
  if (version === binaries.major) return true;
  throw new Error(
    `The database in ${home.pgdata} was made by Postgres ${version}, this LookFlex brings ${binaries.major}: use the LookFlex that made it, or another LOOKFLEX_DATA_DIR`,
  );
}

async function provision(cluster: Cluster, port: number): Promise<void> {
  const admin = urlOf(ADMIN, cluster.passwords.admin, port, "postgres");
  await provisionRoles(admin, cluster.passwords);
  await provisionExtensions(admin);
}

/**
 * Starts the embedded Postgres of a data folder, or joins the one that runs there: left by a kill -9, or in use by
 * another process of ours. Database `lookflex` and its three roles exist afterwards.
 * @param dataDir LOOKFLEX_DATA_DIR; made when missing.
 * @throws Error whose first line says what to do.
 */
export async function startEmbedded(
  dataDir: string,
  { onLog = () => {} }: { onLog?: (line: string) => void } = {},
): Promise<Embedded> {
  const base = path.resolve(dataDir);
  await makeFolder(base);
  const { home, binaries, cluster, adopted, seat } = await withLock(base, async () => {
    const home = await openHome(base, onLog);
    const binaries = await findBinaries(home.user, onLog);
    const made = await assertVersion(binaries, home);
    if (!made) onLog("Creating the database…");
    let state = made ? await loadCluster(home) : await createCluster(binaries, home);
    const running = await adopt(home, state);
    const port = running ?? (await launch(binaries, home, state, onLog));
    if (port !== state.port || state.provisioned !== PROVISION) {
      try {
        if (state.provisioned !== PROVISION) await provision(state, port);
        state = { ...state, port, provisioned: PROVISION };
        await saveCluster(home, state);
      } catch (error) {
        const found = running === null ? await findPostmaster(home.pgdata) : null;
        if (found) await stopPostgres(found.pid);
        throw error;
      }
    }
    return { home, binaries, cluster: state, adopted: running !== null, seat: await register(home.dir) };
  });

  const { passwords, port } = cluster;
  let stopped = false;
  return {
    databaseUrl: urlOf(ROLES.app, passwords.app, port, DATABASE),
    ownerUrl: urlOf(ROLES.owner, passwords.owner, port, DATABASE),
    readerUrl: urlOf(ROLES.reader, passwords.reader, port, DATABASE),
    adminUrl: urlOf(ADMIN, passwords.admin, port, "postgres"),
    adopted,
    pid: async () => (await findPostmaster(home.pgdata))?.pid ?? null,
    ensureRunning: () =>
      withLock(base, async () => {
        if (stopped || (await findPostmaster(home.pgdata))) return false;
        if ((await launchPostgres(binaries, home, port, onLog)) === "port taken") {
          throw new Error(`Postgres died, and another program took its port ${port}`);
        }
        return true;
      }),
    stop: async () => {
      if (stopped) return;
      stopped = true;
      await withLock(base, async () => {
        await rm(seat, { force: true });
        if ((await countUsers(home.dir)) > 0) return;
        const found = await findPostmaster(home.pgdata);
        if (found) await stopPostgres(found.pid);
      });
    },
  };
}
