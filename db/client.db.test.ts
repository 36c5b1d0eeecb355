import { eq, inArray, sql } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let owner: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  owner = postgres(database.ownerUrl, { max: 1 });
});
afterAll(async () => {
  await owner.end();
  await database.close();
});

describe("the serving role's statements", () => {
  it("are kept by the database, in transactions within transactions too, but for batches", async () => {
    const { db } = await import("@/db/client");
    const { users } = await import("@/db/schema/users");
    await db.transaction(async (tx) => {
      const kept = async (end: string) => {
        const [row] = await tx.execute<{ n: number }>(
          sql`select count(*)::int as n from pg_prepared_statements where statement like ${`%${end}`}`,
        );
        return row?.n;
      };
      for (const email of ["a@x.example", "b@x.example"])
        await tx.select({ id: users.id }).from(users).where(eq(users.email, email));
      expect(await kept('where "users"."email" = $1')).toBe(1);
      await tx.transaction((inner) => inner.select({ id: users.id }).from(users).where(eq(users.name, "x")));
      expect(await kept('where "users"."name" = $1')).toBe(1);
      const many = Array.from({ length: 60 }, (_, i) => `${i}@x.example`);
      await tx.select({ id: users.id }).from(users).where(inArray(users.email, many));
      expect(await kept("$60)")).toBe(0);
    });
  });

  it("go on where a table has got a column since, on every connection", async () => {
    const { db } = await import("@/db/client");
    const { users } = await import("@/db/schema/users");
    const known = () => db.select().from(users).where(eq(users.email, "nobody@x.example"));
    const whole = () => db.execute(sql`select * from ${users} where ${users.email} = ${"nobody@x.example"}`);
    const read = () => Promise.all(Array.from({ length: 60 }, (_, i) => (i % 2 ? known() : whole())));
    await read();
    await owner`alter table users add column later text`;
    expect((await read()).flat()).toEqual([]);
    await owner`alter table users drop column later`;
    expect((await read()).flat()).toEqual([]);
  });
});
