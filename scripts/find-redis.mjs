import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { runChild } from "./run-child.mjs";

const works = (file) =>
  existsSync(file) && spawnSync(file, ["--version"], { timeout: 30_000, stdio: "ignore" }).status === 0;

const onPath = () =>
  ["/usr/bin", ...(process.env.PATH ?? "").split(path.delimiter)]
    .map((folder) => path.join(folder, "redis-server"))
    .find(works);

async function fromApt() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return null;
  console.log("Installing Redis by apt-get…");
  // Only the program is wanted: a server of its own would take port 6379.
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive", RUNLEVEL: "1" };
  await runChild("apt-get", ["update", "-qq"], { env });
  await runChild("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "redis-server"], { env });
  return onPath() ?? null;
}

/** The path of a redis-server that starts, installed where there is none; null when there is no way to one. */
export async function findRedis() {
  const wish = process.env.REDIS_SERVER_PATH;
  if (wish) {
    if (works(wish)) return wish;
    console.error(`REDIS_SERVER_PATH (${wish}) does not start; looking for another`);
  }
  return onPath() ?? (await fromApt());
}
