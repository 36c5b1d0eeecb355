import "server-only";
import { mkdir, readdir, rm } from "node:fs/promises";
import { hostname } from "node:os";
import path from "node:path";

const store = globalThis as typeof globalThis & { lookflexDuckdbTemp?: number };

const runs = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
};

/** Folders of processes of this machine that ended without tidying up: big sorts may have filled them. */
async function removeLeft(base: string, mine: string): Promise<void> {
  for (const name of await readdir(base).catch(() => [])) {
    const end = name.lastIndexOf("-", name.lastIndexOf("-") - 1);
    const [pid] = name.slice(end + 1).split("-");
    if (name.slice(0, end) !== mine) continue;
    if (Number(pid) === process.pid || !runs(Number(pid)))
      await rm(path.join(base, name), { recursive: true, force: true });
  }
}

/** A folder of its own for what doesn't fit into a database's memory, below `dataDir`. Removed by whoever asked for it. */
export async function makeTempFolder(dataDir: string): Promise<string> {
  const base = path.join(dataDir, "duckdb-temp");
  const mine = hostname().replace(/[^A-Za-z0-9.-]/g, "");
  await mkdir(base, { recursive: true, mode: 0o700 });
  if (store.lookflexDuckdbTemp === undefined) {
    store.lookflexDuckdbTemp = 0;
    await removeLeft(base, mine);
  }
  store.lookflexDuckdbTemp += 1;
  return path.join(base, `${mine}-${process.pid}-${store.lookflexDuckdbTemp}`);
}
