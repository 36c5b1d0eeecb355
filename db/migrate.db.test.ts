import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JOB_QUEUES } from "@/db/job-queues";
import { migrate } from "@/db/migrate";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let owner: postgres.Sql;
let app: postgres.Sql;
let reader: postgres.Sql;

beforeAll(async () => {
  database = await testDatabase();
  const quiet = { max: 1, onnotice: () => {} };
  owner = postgres(database.ownerUrl, quiet);
  app = postgres(database.appUrl, quiet);
  reader = postgres(database.readerUrl, quiet);
  await owner`create schema commerce`;
  await owner`create table commerce.t (a int)`;
});
afterAll(async () => {
  await Promise.all([owner.end(), app.end(), reader.end()]);
  await database.close();
});

describe("migrate", () => {
  it("can run again, by several processes at once, and grants on data schemas made since", async () => {
    await Promise.all([1, 2, 3].map(() => migrate(database.ownerUrl, database)));
    expect(await app`select * from commerce.t`).toEqual([]);
    expect(await reader`select * from commerce.t`).toEqual([]);
  });

  it("lets the serving role write its tables but only add to the audit log", async () => {
    await app`insert into audit_log (action, category) values ('test', 'SYSTEM')`;
    for (const statement of [
      "update audit_log set action = 'x'",
      "delete from audit_log",
      "truncate audit_log",
    ])
      await expect(app.unsafe(statement)).rejects.toThrow(/permission denied/);
    await app`insert into users (email, name) values ('a@b.c', 'A')`;
    await app`delete from users`;
  });

  it("refuses changes of the audit log even to its owner", async () => {
    for (const statement of [
      "update audit_log set action = 'x'",
      "delete from audit_log",
      "truncate audit_log",
    ])
      await expect(owner.unsafe(statement)).rejects.toThrow(/append-only/);
  });

  it("keeps the reading role away from people, sessions, views and the audit log", async () => {
    for (const table of [
      "users",
      "sessions",
      "api_tokens",
      "views",
      "user_view_configs",
      "audit_log",
      "invitations",
    ])
      await expect(reader.unsafe(`select * from public.${table}`)).rejects.toThrow(/permission denied/);
  });

  it("keeps the reading role away from jobs, and the serving role from making queues", async () => {
    for (const table of ["job", "queue", "schedule", "version", "archive"])
      await expect(reader.unsafe(`select * from pgboss.${table}`)).rejects.toThrow(/permission denied/);
    expect(await app`select name from pgboss.queue`).toContainEqual({ name: "maintenance.cleanup" });
    await expect(app`create table pgboss.mine (a int)`).rejects.toThrow(/permission denied/);
    await expect(app`select pgboss.create_queue('mine', '{}')`).rejects.toThrow(/permission denied/);
    await expect(app`update pgboss.version set version = 1`).rejects.toThrow(/permission denied/);
  });

  it("installs the job library for a single role too", async () => {
    const owned = new URL(database.ownerUrl);
    owned.pathname = `${owned.pathname}_single`;
    const name = owned.pathname.slice(1);
    const admin = postgres(process.env.LOOKFLEX_TEST_ADMIN_URL ?? "", { max: 1, onnotice: () => {} });
    await admin.unsafe(`create database ${name} owner ${owned.username}`);
    const single = postgres(owned.toString(), { max: 1, onnotice: () => {} });
    try {
      await migrate(owned.toString(), { appRole: owned.username, readerRole: owned.username });
      await migrate(owned.toString(), { appRole: owned.username, readerRole: owned.username });
      expect(await single`select count(*)::int as n from pgboss.queue`).toEqual([
        { n: Object.keys(JOB_QUEUES).length },
      ]);
    } finally {
      await single.end();
      await admin.unsafe(`drop database ${name} with (force)`);
      await admin.end();
    }
  });

  it("lets the serving role own schemas for rollups", async () => {
    await app`create schema rollup`;
    await app`create table rollup.r (a int)`;
    await migrate(database.ownerUrl, database);
    await app`drop schema rollup cascade`;
  });

  it("refuses two users of one address in different case, unknown roles and duties", async () => {
    await app`insert into users (email, name) values ('Kim@x.kr', 'Kim')`;
    await expect(app`insert into users (email, name) values ('kim@X.kr', 'Kim')`).rejects.toThrow(
      /users_email_key/,
    );
    await expect(app`insert into users (email, name, role) values ('p@x.kr', 'P', 'owner')`).rejects.toThrow(
      /users_role_check/,
    );
    await expect(
      app`insert into users (email, name, duties) values ('q@x.kr', 'Q', '{root}')`,
    ).rejects.toThrow(/users_duties_check/);
    await expect(app`insert into users (email, name) values ('no address', 'R')`).rejects.toThrow(
      /users_email_check/,
    );
  });

  it("tells views of one name apart before names become unique, and leaves the others as they are", async () => {
    const folder = path.join(import.meta.dirname, "migrations");
    const file = readdirSync(folder).find((name) => name.endsWith("_views_and_folders.sql")) ?? "";
    const steps = readFileSync(path.join(folder, file), "utf8")
      .split("--> statement-breakpoint")
      .filter((step) => step.includes('UPDATE "views"') || step.includes('INDEX "views_name_key"'));
    expect(steps).toHaveLength(2);
    const seen = await owner.begin(async (sql) => {
      await sql`drop index views_name_key`;
      const [person] =
        await sql`insert into users (email, name, role) values ('v@x.example', 'V', 'viewer') returning id`;
      const [board] = await sql`
        insert into dashboards (slug, name, config) values ('v', 'V', '{}') returning id`;
      for (const [i, name] of ["Week", "week", "WEEK", "Month", null].entries())
        await sql`insert into views (dashboard_id, owner_id, name, created_at)
          values (${board?.id}, ${person?.id}, ${name}, now() + ${i} * interval '1 minute')`;
      for (const step of steps) await sql.unsafe(step);
      const rows = await sql`select id, name from views order by created_at`;
      return rows.map(({ id, name }) => name?.replace(id.slice(0, 8), "…") ?? null);
    });
    expect(seen).toEqual(["Week", "week (…)", "WEEK (…)", "Month", null]);
  });
});
