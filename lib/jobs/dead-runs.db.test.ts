import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { z } from "zod";
import { defineJob } from "@/lib/jobs/define-job";
import { eventually, jobHouse } from "@/tests/job-house";

const root = path.resolve(import.meta.dirname, "../..");
const program = path.join(root, "dist", `crashing-worker-${process.pid}.mjs`);
let house: Awaited<ReturnType<typeof jobHouse>>;

beforeAll(async () => {
  const build = `import { bundle } from ${JSON.stringify(path.join(root, "scripts", "build-cli.mjs"))};
    await bundle("tests/crashing-worker.ts", ${JSON.stringify(program)});`;
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", build], {
    encoding: "utf8",
  });
  expect(status, stderr).toBe(0);
  house = await jobHouse({ "test.crash": "standard" });
});
afterAll(async () => {
  await house.close();
  rmSync(program, { force: true });
});

const job = defineJob({
  name: "test.crash",
  data: z.object({}),
  retryDelaySeconds: 1,
  handle: async (_, { attempt }) => ({ attempt }),
});

/** Another process takes the job up and is killed in the middle of it. */
async function crash(): Promise<void> {
  const child = spawn(process.execPath, [program], {
    stdio: ["ignore", "ignore", "inherit"],
    env: process.env,
  });
  const ended = once(child, "exit");
  try {
    await eventually(async () =>
      expect(await house.rows("test.crash")).toContainEqual(expect.objectContaining({ state: "active" })),
    );
  } finally {
    child.kill("SIGKILL");
  }
  expect(await ended).toEqual([null, "SIGKILL"]);
}

it("runs a job again whose process was killed, once its lease is over", async () => {
  await house.sendJob(house.db, job, {});
  await crash();
  // The dead process' word still stands.
  expect(await house.rows("test.crash")).toMatchObject([{ state: "active", retryCount: 0 }]);
  const runner = house.run([job]);
  await eventually(async () =>
    expect(await house.rows("test.crash")).toMatchObject([
      { state: "completed", retryCount: 1, output: { result: { attempt: 2 } } },
    ]),
  );
  await runner.stop();
});

it("fails a job for good, and says so, that takes down one process after the other", async () => {
  const once = { ...job, retryLimit: 0 };
  const id = await house.sendJob(house.db, once, {});
  await crash();
  house.run([once]);
  await eventually(async () =>
    expect(await house.rows("test.crash")).toContainEqual(
      expect.objectContaining({
        id,
        state: "failed",
        output: expect.objectContaining({ code: "WORKER_DIED" }),
      }),
    ),
  );
  const { auditLog } = await import("@/db/schema/audit-log");
  expect(await house.db.select().from(auditLog)).toMatchObject([
    {
      action: "job.fail",
      category: "SYSTEM",
      severity: "ERROR",
      userId: null,
      metadata: { job: "test.crash", id, attempts: 1, code: "WORKER_DIED" },
    },
  ]);
});
