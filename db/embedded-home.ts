import "server-only";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmod, chown, lstat, mkdir, readFile, rm, rmdir, stat, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

/** The OS user Postgres runs as when we are root, which it refuses to be. */
export interface OsUser {
  name: string;
  uid: number;
  gid: number;
}

/** Where one cluster lives: `dir` is ours, `pgdata` the OS user's. */
export interface EmbeddedHome {
  dir: string;
  pgdata: string;
  user: OsUser | null;
}

const isRoot = () => process.getuid?.() === 0;
const exists = (target: string) =>
  stat(target).then(
    () => true,
    () => false,
  );

/** Folders that outlive a clone and that every OS user can reach. /var/tmp last: some systems empty it by age. */
export function outsideFolders(): string[] {
  if (isRoot()) return ["/var/lib", "/var/tmp"];
  const share = process.env.XDG_DATA_HOME || path.join(os.homedir(), ".local", "share");
  return [share, "/var/tmp"];
}

/** Makes a folder of ours: root's must be passable for the OS user, anybody else's is private. */
export async function makeFolder(dir: string): Promise<void> {
  if ((await mkdir(dir, { recursive: true })) !== undefined) await chmod(dir, isRoot() ? 0o711 : 0o700);
}

/** Root's own data folder may be private: passing through it is all the OS user needs, what is in it stays closed. */
async function letPass(dir: string): Promise<void> {
  const { mode, uid } = await stat(dir);
  if (isRoot() && uid === 0 && (mode & 0o001) === 0)
    await chmod(dir, (mode & 0o7777) | 0o001).catch(() => {});
}

/** True when `user` can run `test <flag> <target>` with success. */
export function userCan(user: OsUser, flag: "-x" | "-r", target: string): boolean {
  const probe = spawnSync("/bin/sh", ["-c", `test ${flag} "$0"`, target], {
    uid: user.uid,
    gid: user.gid,
    cwd: "/",
    stdio: "ignore",
  });
  return probe.status === 0;
}

function lookUpUser(name: string): OsUser | null {
  const ask = (flag: string) => spawnSync("id", [flag, name], { encoding: "utf8" });
  const [uid, gid] = [ask("-u"), ask("-g")];
  if (uid.status !== 0 || gid.status !== 0) return null;
  return { name, uid: Number(uid.stdout), gid: Number(gid.stdout) };
}

/** Root's stand-in: the owner of data that exists, else `postgres` (made when missing), else `nobody`. */
async function chooseUser(pgdata: string): Promise<OsUser | null> {
  if (!isRoot()) return null;
  const owner = await stat(pgdata).catch(() => null);
  if (owner && owner.uid !== 0) return { name: `#${owner.uid}`, uid: owner.uid, gid: owner.gid };
  const found = lookUpUser("postgres");
  if (found) return found;
  spawnSync("useradd", ["--system", "--user-group", "--no-create-home", "--home-dir", "/", "postgres"]);
  const user = lookUpUser("postgres") ?? lookUpUser("nobody");
  if (user) return user;
  throw new Error(
    "Postgres refuses to run as root, and no other OS user could be made: start LookFlex as an ordinary user, or set DATABASE_URL",
  );
}

/** Why `dir` can't hold a cluster of `user`'s, or null when a trial shows that it can. */
async function faultOf(dir: string, user: OsUser | null): Promise<string | null> {
  const probe = path.join(dir, `probe-${randomBytes(4).toString("hex")}`);
  await mkdir(probe);
  try {
    await chmod(probe, 0o700);
    if (user) await chown(probe, user.uid, user.gid).catch(() => {});
    const { mode, uid } = await stat(probe);
    // Seen on Windows drives in WSL and on some network shares: chmod succeeds and changes nothing.
    if ((mode & 0o777) !== 0o700 || (user && uid !== user.uid))
      return `the file system of ${dir} keeps no POSIX modes`;
    if (user && !userCan(user, "-x", probe)) {
      return `OS user ${user.name} cannot pass ${(await closedParent(probe)) ?? "one of its parent folders"}`;
    }
    return null;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

/** The outermost folder above `target` that others may not pass. */
async function closedParent(target: string): Promise<string | null> {
  let closed: string | null = null;
  for (let dir = path.dirname(target); dir !== path.dirname(dir); dir = path.dirname(dir)) {
    const { mode } = await stat(dir);
    if ((mode & 0o001) === 0) closed = `${dir} (mode ${(mode & 0o777).toString(8)})`;
  }
  return closed;
}

/** @throws Error when somebody else could have put the folder there or can write into it. */
export async function assertOwnFolder(dir: string): Promise<void> {
  const { mode, uid } = await lstat(dir);
  const ours = uid === process.getuid?.() && (mode & 0o170000) === 0o040000 && (mode & 0o022) === 0;
  if (!ours)
    throw new Error(`${dir} belongs to somebody else or is open to writing: remove it, or set DATABASE_URL`);
}

/**
 * Finds or chooses the folder of the embedded cluster: `<base>/postgres`, or one outside when Postgres could not
 * live there. The file `<base>/postgres-location` remembers an outside folder, so that a new clone starts afresh.
 * @param base the data folder, absolute and made.
 * @throws Error of one line when existing data cannot be reached.
 */
export async function openHome(base: string, onLog: (line: string) => void): Promise<EmbeddedHome> {
  await letPass(base);
  const pointer = path.join(base, "postgres-location");
  const pointed = (await readFile(pointer, "utf8").catch(() => "")).trim();
  if (pointed) {
    if (!(await exists(pointed))) {
      throw new Error(
        `The database of ${base} was in ${pointed}, which is gone: bring it back, or delete ${pointer} to start with an empty one`,
      );
    }
    await assertOwnFolder(pointed);
    return homeAt(pointed);
  }

  const own = path.join(base, "postgres");
  await makeFolder(own);
  const home = await homeAt(own);
  const fault = await faultOf(own, home.user);
  if (fault === null) return home;
  if (await exists(path.join(home.pgdata, "PG_VERSION"))) {
    throw new Error(
      `The database in ${own} cannot be started: ${fault}. Open that folder, or set LOOKFLEX_DATA_DIR`,
    );
  }
  await rmdir(own).catch(() => {});

  for (const root of outsideFolders()) {
    const outside = path.join(root, `lookflex-${randomBytes(6).toString("hex")}`);
    try {
      await makeFolder(outside);
    } catch {
      continue;
    }
    const moved = await homeAt(outside);
    if ((await faultOf(outside, moved.user)) === null) {
      await writeFile(pointer, `${outside}\n`, { mode: 0o600 });
      onLog(`The database lives in ${outside}, because ${fault}`);
      return moved;
    }
    await rmdir(outside);
  }
  throw new Error(
    `No folder can hold the database: ${fault}. Set LOOKFLEX_DATA_DIR to one that can, or DATABASE_URL`,
  );
}

async function homeAt(dir: string): Promise<EmbeddedHome> {
  const pgdata = path.join(dir, "data");
  return { dir, pgdata, user: await chooseUser(pgdata) };
}
