import "server-only";
import { randomBytes } from "node:crypto";
import { mkdir, open, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { processIdentity } from "@/db/embedded-process";

/**
 * Who uses a cluster: a file a process in `<dir>/users`. The last one out stops the server; those of killed processes
 * no longer count.
 */
export async function register(dir: string): Promise<string> {
  const folder = path.join(dir, "users");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${process.pid}-${randomBytes(4).toString("hex")}`);
  await writeFile(file, processIdentity(process.pid) ?? "", { mode: 0o600 });
  return file;
}

/** Processes alive that are registered; forgets the dead. */
export async function countUsers(dir: string): Promise<number> {
  const folder = path.join(dir, "users");
  let alive = 0;
  for (const name of await readdir(folder).catch(() => [])) {
    const identity = await readFile(path.join(folder, name), "utf8").catch(() => "");
    if (isSame(identity)) alive++;
    else await rm(path.join(folder, name), { force: true });
  }
  return alive;
}

const isSame = (identity: string) => {
  const pid = Number(identity.split(" ")[0]);
  return pid > 0 && processIdentity(pid) === identity;
};

/** Runs `work` while no other process starts or stops the same cluster. A lock whose holder died is taken over. */
export async function withLock<T>(dir: string, work: () => Promise<T>): Promise<T> {
  const lock = path.join(dir, "lock");
  const deadline = Date.now() + 120_000;
  for (;;) {
    try {
      const handle = await open(lock, "wx", 0o600);
      await handle.writeFile(processIdentity(process.pid) ?? "");
      await handle.close();
      break;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
      const holder = await readFile(lock, "utf8").catch(() => "");
      // An empty lock is being written; one still empty a moment later lost its writer.
      if (holder === "") await sleep(500);
      const again = await readFile(lock, "utf8").catch(() => null);
      if (again === holder && !isSame(holder)) await rm(lock, { force: true });
      else if (Date.now() > deadline)
        throw new Error(`Another process holds ${lock} (${holder}): stop it first`);
      else await sleep(50);
    }
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}
