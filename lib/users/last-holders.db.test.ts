import { arrayContains, isNull } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Duty, Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** Changes of several admins whose transactions truly run at once: all of them wait for one lock before it is let go. */

let database: TestDatabase;
let sql: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = postgres(database.appUrl, { max: 2, onnotice: () => {} });
});
// Whoever another test left would be one holder more.
beforeEach(() => sql`delete from users`);
afterAll(async () => {
  await sql.end();
  await database.close();
});

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "POST", path: "/test" };
let count = 0;

async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { insertUser } = await import("@/lib/users/insert-user");
  const { updateUser } = await import("@/lib/users/update-user");
  const { deleteUser } = await import("@/lib/users/delete-user");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  const as = async (role: Role, duties: Duty[] = []): Promise<Viewer> => {
    const name = `holder-${++count}`;
    const values = { email: `${name}@lookflex.example`, name, role, duties, passwordHash: "x" };
    return viewerOf(await insertUser(db, values), { sessionId: "" }, request);
  };
  const active = () => db.select().from(users).where(isNull(users.suspendedAt));
  const auditors = () =>
    db
      .select()
      .from(users)
      .where(arrayContains(users.duties, ["audit"]));
  return { db, users, updateUser, deleteUser, as, active, auditors };
}

/** Starts the changes one after the other behind a lock on everybody, then lets them all go. */
async function atOnce(changes: readonly (() => Promise<unknown>)[]) {
  const waiting = async () => {
    const [row] = await sql<{ number: number }[]>`
      select count(*)::int as number from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`;
    return row?.number ?? 0;
  };
  const running: Promise<unknown>[] = [];
  await sql.begin(async (held) => {
    await held`select id from users for update`;
    for (const [index, change] of changes.entries()) {
      const started = change();
      // A refusal is looked at below, not here.
      started.catch(() => undefined);
      running.push(started);
      while ((await waiting()) <= index);
    }
  });
  const settled = await Promise.allSettled(running);
  return settled.map((result) => (result.status === "fulfilled" ? "done" : result.reason.key));
}

const WAYS = ["demote", "suspend", "delete"] as const;
type Way = (typeof WAYS)[number];
const mixes: [Way, Way, Way][] = [
  ...WAYS.map((way): [Way, Way, Way] => [way, way, way]),
  ["demote", "suspend", "delete"],
  ["delete", "demote", "suspend"],
];

describe("the last admin", () => {
  it.each(mixes)("stays when three do away with one another: %s, %s, %s", async (...ways) => {
    const { updateUser, deleteUser, as, active } = await house();
    const admins = [await as("admin"), await as("admin"), await as("admin")];
    const removing = (way: Way, by: Viewer, id: string) => {
      if (way === "delete") return deleteUser(by, { id });
      return updateUser(by, { id, ...(way === "demote" ? { role: "editor" } : { suspended: true }) });
    };
    const results = await atOnce(
      ways.map((way, index) => () => {
        const [by, next] = [admins[index], admins[(index + 1) % 3]];
        if (!by || !next) throw new Error("no admin");
        return removing(way, by, next.userId);
      }),
    );
    expect(results.toSorted()).toEqual(["done", "done", "lastAdmin"]);
    expect((await active()).filter(({ role }) => role === "admin")).toHaveLength(1);
  });
});

describe("the last auditor", () => {
  const taking: [string, { duties: Duty[] } | { suspended: true } | null][] = [
    ["taken the duty", { duties: [] }],
    ["suspended", { suspended: true }],
    ["deleted", null],
  ];
  it.each(taking)("stays when two are %s at once by two admins", async (_, change) => {
    const { updateUser, deleteUser, as, active } = await house();
    const [one, two] = [await as("admin"), await as("admin")];
    const [a, b] = [await as("viewer", ["audit"]), await as("viewer", ["audit"])];
    const take = (by: Viewer, id: string): Promise<unknown> =>
      change ? updateUser(by, { id, ...change }) : deleteUser(by, { id });
    const results = await atOnce([() => take(one, a.userId), () => take(two, b.userId)]);
    expect(results.toSorted()).toEqual(["done", "lastAuditor"]);
    expect((await active()).filter(({ duties }) => duties.includes("audit"))).toHaveLength(1);
  });

  it("is not lost to a suspension while the other one is deleted", async () => {
    const { updateUser, deleteUser, as, active } = await house();
    const [one, two] = [await as("admin"), await as("admin")];
    const [a, b] = [await as("viewer", ["audit"]), await as("editor", ["audit"])];
    const results = await atOnce([
      () => updateUser(one, { id: a.userId, suspended: true }),
      () => deleteUser(two, { id: b.userId }),
    ]);
    expect(results).toEqual(["done", "lastAuditor"]);
    expect((await active()).filter(({ duties }) => duties.includes("audit"))).toHaveLength(1);
  });
});

describe("a duty", () => {
  it("that was just taken is not given back by an admin without it who only meant to keep it", async () => {
    const { updateUser, as, auditors } = await house();
    const [holder, admin] = [await as("admin", ["audit"]), await as("admin")];
    const person = await as("viewer", ["audit"]);
    const results = await atOnce([
      () => updateUser(holder, { id: person.userId, duties: [] }),
      () => updateUser(admin, { id: person.userId, role: "editor", duties: ["audit"] }),
    ]);
    expect(results).toEqual(["done", "dutyNotAllowed"]);
    expect((await auditors()).map(({ id }) => id)).toEqual([holder.userId]);
  });
});
