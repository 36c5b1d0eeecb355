import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import postgres from "postgres";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Embedded, startEmbedded } from "@/db/embedded";

let folder: string;
let running: Embedded[];
let children: ChildProcess[];

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "lookflex-embedded-"));
  await chmod(folder, 0o755);
  running = [];
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  for (const embedded of running) await embedded.stop();
  const outside = (
    await readFile(path.join(folder, "data", "postgres-location"), "utf8").catch(() => "")
  ).trim();
  if (outside) await rm(outside, { recursive: true, force: true });
  await rm(folder, { recursive: true });
});

async function start(dir = path.join(folder, "data"), lines: string[] = []): Promise<Embedded> {
  const embedded = await startEmbedded(dir, { onLog: (line) => lines.push(line) });
  running.push(embedded);
  return embedded;
}

async function query<T extends object>(url: string, text: string): Promise<T[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return [...(await sql.unsafe<T[]>(text))];
  } finally {
    await sql.end();
  }
}

const pidOf = async (embedded: Embedded) => {
  const pid = await embedded.pid();
  if (pid === null) throw new Error("Postgres is not running");
  return pid;
};

const isGone = async (pid: number) => {
  const line = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return line === null || line.includes(") Z ");
};

/** Another Node process that starts the same cluster and then writes numbers, telling each acknowledged one. */
async function owner(dir: string, write = false): Promise<{ child: ChildProcess; lines: string[] }> {
  const root = path.resolve(import.meta.dirname, "..");
  const program = `
    import { createRequire } from "node:module";
    import { bundle } from ${JSON.stringify(path.join(root, "scripts", "build-cli.mjs"))};
    const outfile = ${JSON.stringify(path.join(root, "node_modules", ".cache", `embedded-${process.pid}.mjs`))};
    const { startEmbedded } = await import(await bundle("db/embedded.ts", outfile));
    const postgres = createRequire(${JSON.stringify(path.join(root, "package.json"))})("postgres");
    const embedded = await startEmbedded(${JSON.stringify(dir)});
    console.log("ready");
    const sql = postgres(embedded.ownerUrl, { max: 1, onnotice: () => {} });
    await sql\`create table if not exists numbers (n int)\`;
    for (let n = 0; ${write}; n++) { await sql\`insert into numbers values (\${n})\`; console.log(n); }
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    stdio: ["ignore", "pipe", "pipe"],
  });
  children.push(child);
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += String(chunk);
  });
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout ?? process.stdin });
  output.on("line", (line) => lines.push(line));
  await new Promise<void>((resolve, reject) => {
    output.on("line", () => (write ? lines.length > 50 : lines.length > 0) && resolve());
    child.once("exit", () => reject(new Error(`the other process ended: ${errors}`)));
  });
  return { child, lines };
}

describe("a first start", () => {
  it("brings the database, sorted in Korean, on loopback only", async () => {
    const embedded = await start();
    const [row] = await query<{ words: string; address: string; sockets: string }>(
      embedded.adminUrl.replace(/postgres$/, "lookflex"),
      `select (select string_agg(w, ' ' order by w) from unnest(array['하나','apple','가방','나비']) w) as words,
              current_setting('listen_addresses') as address, current_setting('unix_socket_directories') as sockets`,
    );
    expect(row).toEqual({ words: "가방 나비 하나 apple", address: "127.0.0.1", sockets: "" });
    expect(embedded.adopted).toBe(false);
  });

  it("makes three roles that can do no more than they should", async () => {
    const embedded = await start();
    await query(embedded.ownerUrl, "create table things (n int)");
    expect(await query(embedded.readerUrl, "show default_transaction_read_only")).toEqual([
      { default_transaction_read_only: "on" },
    ]);
    for (const url of [embedded.databaseUrl, embedded.readerUrl]) {
      await expect(query(url, "drop table things")).rejects.toThrow(/must be owner|read-only/);
      await expect(query(url, "create table mine (n int)")).rejects.toThrow(/permission denied|read-only/);
    }
    const supers = await query(
      embedded.ownerUrl,
      "select rolname from pg_roles where rolsuper and rolcanlogin",
    );
    expect(supers).toEqual([{ rolname: "postgres" }]);
    const wrong = new URL(embedded.databaseUrl);
    wrong.password = "guess";
    await expect(query(wrong.toString(), "select 1")).rejects.toThrow(/password authentication failed/);
  });

  it("keeps its passwords from everybody else, and Postgres from being root", async () => {
    const embedded = await start();
    const { mode } = await stat(path.join(folder, "data", "postgres", "cluster.json"));
    expect(mode & 0o777).toBe(0o600);
    const status = await readFile(`/proc/${await pidOf(embedded)}/status`, "utf8");
    expect(status).not.toMatch(/^Uid:\s+0\b/m);
  });

  it("counts statements where the library is there", async () => {
    const embedded = await start();
    await expect(
      query(embedded.adminUrl.replace(/postgres$/, "lookflex"), "select count(*) from pg_stat_statements"),
    ).resolves.toHaveLength(1);
  });
});

describe("a later start", () => {
  it("has the data, the port and the passwords of the first", async () => {
    const first = await start();
    await query(first.ownerUrl, "create table kept as select 42 as n");
    const pid = await pidOf(first);
    await first.stop();
    expect(await isGone(pid)).toBe(true);
    const second = await start();
    expect(second.ownerUrl).toBe(first.ownerUrl);
    expect(await query(second.ownerUrl, "select n from kept")).toEqual([{ n: 42 }]);
  });

  it("takes another port when its own is in use", async () => {
    const first = await start();
    const port = Number(new URL(first.databaseUrl).port);
    await first.stop();
    const squatter = createServer().listen(port, "127.0.0.1");
    await once(squatter, "listening");
    try {
      const second = await start();
      expect(new URL(second.databaseUrl).port).not.toBe(String(port));
      expect(await query(second.databaseUrl, "select 1 as n")).toEqual([{ n: 1 }]);
    } finally {
      squatter.close();
    }
  });

  it("says what to do when another version made the data", async () => {
    await (await start()).stop();
    const version = path.join(folder, "data", "postgres", "data", "PG_VERSION");
    await writeFile(version, "12\n");
    await expect(start()).rejects.toThrow(/was made by Postgres 12, this LookFlex brings/);
  });

  it("starts over an initdb that was interrupted", async () => {
    await (await start()).stop();
    const dir = path.join(folder, "other");
    await mkdir(path.join(dir, "postgres", "data.new", "base"), { recursive: true });
    const embedded = await start(dir);
    expect(await query(embedded.databaseUrl, "select 1 as n")).toEqual([{ n: 1 }]);
  });
});

describe("two at once", () => {
  it("share one server, which the last to leave stops", async () => {
    const dir = path.join(folder, "data");
    const [one, two] = await Promise.all([start(dir), start(dir)]);
    const pid = await pidOf(one);
    expect(await pidOf(two)).toBe(pid);
    await one.stop();
    expect(await query(two.databaseUrl, "select 1 as n")).toEqual([{ n: 1 }]);
    await two.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it("leave a server alone that another process uses", async () => {
    const { child } = await owner(path.join(folder, "data"));
    const guest = await start();
    expect(guest.adopted).toBe(true);
    const pid = await pidOf(guest);
    await guest.stop();
    expect(await isGone(pid)).toBe(false);
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await start()).stop();
  });
});

describe("after kill -9", () => {
  it("of Node, adopts the server left behind and stops it at the end", async () => {
    const { child, lines } = await owner(path.join(folder, "data"), true);
    child.kill("SIGKILL");
    await once(child, "exit");
    const last = Number(lines.at(-1));
    const heir = await start();
    expect(heir.adopted).toBe(true);
    const pid = await pidOf(heir);
    const [row] = await query<{ n: number }>(heir.ownerUrl, "select count(*)::int as n from numbers");
    expect(row?.n).toBeGreaterThan(last);
    await heir.stop();
    expect(await isGone(pid)).toBe(true);
  });

  it("of Postgres, recovers with every acknowledged commit", async () => {
    const { child, lines } = await owner(path.join(folder, "data"), true);
    const guest = await start();
    process.kill(await pidOf(guest), "SIGKILL");
    // The writer fails with its connection.
    if (child.exitCode === null) await once(child, "exit");
    const last = Number(lines.at(-1));
    expect(await guest.ensureRunning()).toBe(true);
    const [row] = await query<{ n: number }>(guest.ownerUrl, "select max(n) as n from numbers");
    expect(row?.n).toBeGreaterThanOrEqual(last);
  });

  it("of both, starts although the pid file is still there", async () => {
    const { child } = await owner(path.join(folder, "data"), true);
    const pidFile = path.join(folder, "data", "postgres", "data", "postmaster.pid");
    process.kill(Number((await readFile(pidFile, "utf8")).split("\n")[0]), "SIGKILL");
    child.kill("SIGKILL");
    const heir = await start();
    expect(heir.adopted).toBe(false);
    expect(
      (await query<{ n: number }>(heir.ownerUrl, "select count(*)::int as n from numbers"))[0]?.n,
    ).toBeGreaterThan(49);
  });

  it("starts when the dead server's id belongs to another program", async () => {
    await (await start()).stop();
    const pidFile = path.join(folder, "data", "postgres", "data", "postmaster.pid");
    await writeFile(pidFile, `${process.pid}\n/nowhere\n0\n5432\n\n127.0.0.1\n`);
    const again = await start();
    expect(await query(again.databaseUrl, "select 1 as n")).toEqual([{ n: 1 }]);
  });
});

describe("where it lives", () => {
  it.runIf(process.getuid?.() === 0)(
    "moves out of a folder the OS user cannot pass, and says so",
    async () => {
      await chmod(folder, 0o700);
      const lines: string[] = [];
      const first = await start(path.join(folder, "data"), lines);
      const said = lines.find((line) => line.startsWith("The database lives in"));
      expect(said).toContain(`cannot pass ${folder} (mode 700)`);
      await query(first.ownerUrl, "create table kept as select 7 as n");
      await first.stop();
      const second = await start();
      expect(await query(second.ownerUrl, "select n from kept")).toEqual([{ n: 7 }]);
      expect(await readdir(path.join(folder, "data"))).toEqual(["postgres-location"]);
    },
  );

  it("says what to do when the data it moved out is gone", async () => {
    await mkdir(path.join(folder, "data"));
    await writeFile(path.join(folder, "data", "postgres-location"), path.join(folder, "gone"));
    await expect(start()).rejects.toThrow(/which is gone: bring it back, or delete/);
  });
});
