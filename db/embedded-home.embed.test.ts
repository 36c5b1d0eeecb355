import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import postgres from "postgres";
import { expect, it, vi } from "vitest";
import { startEmbedded } from "@/db/embedded";

const drive = vi.hoisted(() => ({ folder: "" }));

// A Windows drive in WSL: chmod succeeds and changes nothing.
vi.mock("node:fs/promises", async (original) => {
  const real = await original<typeof import("node:fs/promises")>();
  const onDrive = (target: string) => drive.folder !== "" && target.startsWith(drive.folder);
  const faked = {
    ...real,
    chmod: async (target: string, mode: number) => (onDrive(target) ? undefined : real.chmod(target, mode)),
  };
  return { ...faked, default: faked };
});

it("lives elsewhere when the data folder's file system keeps no modes, and stays there", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "lookflex-drive-"));
  await chmod(folder, 0o755);
  drive.folder = folder;
  const lines: string[] = [];
  let outside = "";
  try {
    const first = await startEmbedded(folder, { onLog: (line) => lines.push(line) });
    outside = (await readFile(path.join(folder, "postgres-location"), "utf8")).trim();
    expect(outside).not.toContain(folder);
    expect(lines[0]).toBe(
      `The database lives in ${outside}, because the file system of ${path.join(folder, "postgres")} keeps no POSIX modes`,
    );
    await first.stop();
    const second = await startEmbedded(folder);
    expect(second.databaseUrl).toBe(first.databaseUrl);
    const sql = postgres(second.databaseUrl, { max: 1 });
    expect(await sql`select 1 as n`).toEqual([{ n: 1 }]);
    await sql.end();
    await second.stop();
  } finally {
    drive.folder = "";
    if (outside) await rm(outside, { recursive: true });
    await rm(folder, { recursive: true });
  }
});
