import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { KEEP_DAYS } from "@/lib/maintenance/delete-outdated";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const never = new AbortController().signal;

async function house() {
  const { db } = await import("@/db/client");
  const { deleteOutdated } = await import("@/lib/maintenance/delete-outdated");
  const left = async (table: string, column: string) =>
    (
      await db.execute<{ name: string }>(
        sql`select ${sql.identifier(column)} as name from ${sql.raw(table)} order by 1`,
      )
    ).map(({ name }) => name);
  return { db, deleteOutdated, left };
}

describe("deleteOutdated", () => {
  it("finds nothing in a young workspace, and then puts nothing on record", async () => {
    const { db, deleteOutdated } = await house();
    expect(await deleteOutdated(never)).toEqual({
      sessions: 0,
      invitations: 0,
      passwordResets: 0,
      dashboardVisits: 0,
      binnedDashboards: 0,
      exportFiles: 0,
      exports: 0,
      jobs: 0,
    });
    expect([...(await db.execute(sql`select action from audit_log`))]).toEqual([]);
  });

  it("deletes what has served its purpose for so many days, and nothing else", async () => {
    const { db, deleteOutdated, left } = await house();
    const [user] = await db.execute<{ id: string }>(
      sql`insert into users (email, name) values ('a@b.c', 'A') returning id`,
    );
    const id = user?.id ?? "";
    const ago = (days: number) => sql`now() - make_interval(days => ${days})`;
    await db.execute(sql`insert into sessions (user_id, ip, user_agent, expires_at, revoked_at) values
      (${id}, '', 'live', ${ago(-7)}, null),
      (${id}, '', 'young expired', ${ago(KEEP_DAYS.sessions - 1)}, null),
      (${id}, '', 'old expired', ${ago(KEEP_DAYS.sessions + 1)}, null),
      (${id}, '', 'old revoked', ${ago(-1)}, ${ago(KEEP_DAYS.sessions + 1)})`);
    await db.execute(sql`insert into invitations (email, role, hash, expires_at, accepted_at, revoked_at) values
      ('open@x.kr', 'viewer', '1', ${ago(-7)}, null, null),
      ('young expired@x.kr', 'viewer', '2', ${ago(KEEP_DAYS.invitations - 1)}, null, null),
      ('old expired@x.kr', 'viewer', '3', ${ago(KEEP_DAYS.invitations + 1)}, null, null),
      ('old accepted@x.kr', 'viewer', '4', ${ago(-1)}, ${ago(KEEP_DAYS.invitations + 1)}, null),
      ('old revoked@x.kr', 'viewer', '5', ${ago(-1)}, null, ${ago(KEEP_DAYS.invitations + 1)})`);
    await db.execute(sql`insert into password_resets (user_id, hash, expires_at, used_at) values
      (${id}, 'open', ${ago(-1)}, null),
      (${id}, 'young used', ${ago(-1)}, ${ago(KEEP_DAYS.passwordResets - 1)}),
      (${id}, 'old used', ${ago(-1)}, ${ago(KEEP_DAYS.passwordResets + 1)}),
      (${id}, 'old expired', ${ago(KEEP_DAYS.passwordResets + 1)}, null)`);
    for (const [slug, days] of [
      ["young", KEEP_DAYS.dashboardVisits - 1],
      ["old", KEEP_DAYS.dashboardVisits + 1],
    ] as const)
      await db.execute(sql`
        with made as (insert into dashboards (slug, name, config) values (${slug}, ${slug}, '{}') returning id)
        insert into dashboard_visits (user_id, dashboard_id, visited_at) select ${id}, id, ${ago(days)} from made`);
    await db.execute(sql`insert into dashboards (slug, name, config, deleted_at) values
      ('young binned', 'x', '{}', ${ago(KEEP_DAYS.binnedDashboards - 1)}),
      ('old binned', 'x', '{}', ${ago(KEEP_DAYS.binnedDashboards + 1)})`);
    const anExport = (title: string, state: string, finished: number, expires: number) =>
      db.execute(sql`insert into exports (user_id, request, title, file_name, format, state, media_type, rights, finished_at, expires_at)
        values (${id}, '{}', ${title}, 'x.csv', 'csv', ${state}, 'text/csv', 'x', ${ago(finished)}, ${ago(expires)})`);
    await anExport("here", "done", 6, -1);
    await anExport("time is up", "done", 8, 1);
    await anExport("young cancelled", "cancelled", KEEP_DAYS.exports - 1, 0);
    await anExport("old cancelled", "cancelled", KEEP_DAYS.exports + 1, 0);
    await anExport("old expired", "expired", KEEP_DAYS.exports + 1, KEEP_DAYS.exports - 6);
    await db.execute(
      sql`insert into exports (user_id, request, title, file_name, format) values (${id}, '{}', 'lost', 'x', 'csv')`,
    );
    await db.execute(
      sql`insert into export_chunks (export_id, n, bytes) select id, 0, 'abc' from exports where state = 'done'`,
    );
    await db.execute(sql`insert into pgboss.job (name, singleton_key, state, created_on, completed_on) values
      ('maintenance.cleanup', 'waiting', 'created', ${ago(400)}, null),
      ('maintenance.cleanup', 'young completed', 'completed', ${ago(9)}, ${ago(KEEP_DAYS.completedJobs - 1)}),
      ('maintenance.cleanup', 'old completed', 'completed', ${ago(9)}, ${ago(KEEP_DAYS.completedJobs + 1)}),
      ('maintenance.cleanup', 'young failed', 'failed', ${ago(99)}, ${ago(KEEP_DAYS.failedJobs - 1)}),
      ('maintenance.cleanup', 'old failed', 'failed', ${ago(99)}, ${ago(KEEP_DAYS.failedJobs + 1)})`);

    const deleted = {
      sessions: 2,
      invitations: 3,
      passwordResets: 2,
      dashboardVisits: 1,
      binnedDashboards: 1,
      exportFiles: 1,
      exports: 2,
      jobs: 2,
    };
    const seen: unknown[] = [];
    expect(await deleteOutdated(never, (progress) => seen.push(progress))).toEqual(deleted);
    expect(await left("sessions", "user_agent")).toEqual(["live", "young expired"]);
    expect(await left("invitations", "email")).toEqual(["open@x.kr", "young expired@x.kr"]);
    expect(await left("password_resets", "hash")).toEqual(["open", "young used"]);
    expect(await left("dashboard_visits v join dashboards d on d.id = v.dashboard_id", "slug")).toEqual([
      "young",
    ]);
    expect(await left("dashboards", "slug")).toEqual(["old", "young", "young binned"]);
    expect(await left("pgboss.job", "singleton_key")).toEqual(["waiting", "young completed", "young failed"]);
    expect(await left("(select title || ': ' || state as said from exports) e", "said")).toEqual([
      "here: done",
      "lost: failed",
      "time is up: expired",
      "young cancelled: cancelled",
    ]);
    expect(await left("export_chunks c join exports e on e.id = c.export_id", "title")).toEqual(["here"]);
    expect(seen).toHaveLength(8);
    const entries = await db.execute(sql`select action, category, severity, metadata from audit_log`);
    expect([...entries]).toEqual([
      {
        action: "dashboard.purge",
        category: "DATA",
        severity: "WARNING",
        metadata: { id: expect.any(String), slug: "old binned" },
      },
      { action: "maintenance.cleanup", category: "SYSTEM", severity: "INFO", metadata: deleted },
    ]);
  });

  it("stops when it is told to, keeping what it has done", async () => {
    const { db, deleteOutdated } = await house();
    await db.execute(sql`update sessions set revoked_at = now() - interval '90 days'`);
    await db.execute(sql`update password_resets set used_at = now() - interval '90 days'`);
    const stop = new AbortController();
    const telling = deleteOutdated(stop.signal, ({ note }) => {
      if (note === "invitations") stop.abort(new Error("stopped"));
    });
    await expect(telling).rejects.toThrow("stopped");
    const [rest] = await db.execute(
      sql`select (select count(*)::int from sessions) as sessions, (select count(*)::int from password_resets) as resets`,
    );
    expect(rest).toEqual({ sessions: 0, resets: 2 });
  });

  it("runs every night as a job", async () => {
    const { db } = await house();
    const { cleanupJob } = await import("@/lib/maintenance/cleanup-job");
    const { JobRunner } = await import("@/lib/jobs/job-runner");
    const { sendJob } = await import("@/lib/jobs/send-job");
    const { eventually } = await import("@/tests/job-house");
    await db.execute(sql`delete from pgboss.job`);
    const id = await sendJob(db, cleanupJob, {});
    const runner = new JobRunner([cleanupJob], { pollMs: 25 });
    runner.start();
    await eventually(async () =>
      expect([...(await db.execute(sql`select id, state, output from pgboss.job`))]).toMatchObject([
        { id, state: "completed", output: { result: { passwordResets: 2, jobs: 0 } } },
      ]),
    );
    await runner.stop();
    expect([...(await db.execute(sql`select cron, timezone from pgboss.schedule`))]).toEqual([
      { cron: "30 3 * * *", timezone: "Asia/Seoul" },
    ]);
  });
});
