import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

/** Loaded after the environment points at the test's database. */
async function house() {
  const { db } = await import("@/db/client");
  const { users } = await import("@/db/schema/users");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { insertUser } = await import("@/lib/users/insert-user");
  const { createTokenForUser } = await import("@/lib/tokens/create-token-for-user");
  const person = () => {
    const email = `p-${crypto.randomUUID()}@lookflex.example`;
    return insertUser(db, { email, name: email, role: "viewer", passwordHash: "x" });
  };
  return { db, users, auditLog, createTokenForUser, person };
}

describe("defineRoute", () => {
  const Body = z.strictObject({ name: z.string().max(5) });
  const post = (headers: Record<string, string>, body: string | Uint8Array<ArrayBuffer>) =>
    new Request("http://localhost:3000/api/v1/x", {
      method: "POST",
      headers: { host: "localhost:3000", "content-type": "application/json", ...headers },
      body,
    });

  async function setup(options: { exempt?: boolean; locale?: "en" | "ko" } = {}) {
    const rooms = await house();
    const { defineRoute } = await import("@/lib/define-route");
    const user = await rooms.person();
    await rooms.db
      .update(rooms.users)
      .set({ locale: options.locale ?? "en" })
      .where(eq(rooms.users.id, user.id));
    const { token } = await rooms.createTokenForUser({
      email: user.email,
      name: "t",
      rateLimitExempt: options.exempt ?? true,
    });
    return { ...rooms, defineRoute, user, key: { "x-api-key": token } };
  }

  it("wraps data and hands the verb what was checked", async () => {
    const { defineRoute, key, user } = await setup();
    const route = defineRoute({ body: Body }, ({ viewer, body }) => ({ by: viewer.userId, ...body }));
    const answer = await route(post(key, '{"name":"a"}'));
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ status: true, data: { by: user.id, name: "a" } });
    expect(answer.headers.get("x-request-id")).toBeTruthy();
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  it.each([
    ["nobody", {}, '{"name":"a"}', 401, "AUTH_001"],
    ["broken JSON", null, "{", 400, "INPUT_001"],
    ["an empty body", null, "", 400, "INPUT_001"],
    ["a wrong shape", null, '{"name":"toolong"}', 400, "INPUT_001"],
    ["an unknown field", null, '{"name":"a","x":1}', 400, "INPUT_001"],
    ["a NUL", null, '{"name":"a\\u0000"}', 400, "INPUT_001"],
    ["half a surrogate pair", null, '{"name":"\\ud800"}', 400, "INPUT_001"],
    ["too much", null, `{"name":"${"a".repeat(1_100_000)}"}`, 413, "FILE_001"],
  ])("refuses %s", async (_, headers, body, status, code) => {
    const { defineRoute, key } = await setup();
    const route = defineRoute({ body: Body }, ({ body }) => body);
    const answer = await route(post(headers ?? key, body));
    expect(answer.status).toBe(status);
    expect(await answer.json()).toMatchObject({ status: false, error: { code } });
  });

  it("refuses other content types, invalid UTF-8 and foreign origins", async () => {
    const { defineRoute, key } = await setup();
    const route = defineRoute({ body: Body }, ({ body }) => body);
    const asText = await route(post({ ...key, "content-type": "text/plain" }, '{"name":"a"}'));
    expect(asText.status).toBe(415);
    const asYaml = await route(post({ ...key, "content-type": "application/yaml" }, "name: a"));
    expect(asYaml.status).toBe(415);
    const bytes = await route(post(key, new Uint8Array([0x22, 0xff, 0x22])));
    expect(bytes.status).toBe(400);
    const foreign = await route(post({ ...key, origin: "https://evil.example" }, '{"name":"a"}'));
    expect(foreign.status).toBe(403);
    const own = await route(post({ ...key, origin: "http://localhost:3000" }, '{"name":"a"}'));
    expect(own.status).toBe(200);
  });

  it("names the field at fault in the viewer's language", async () => {
    const { defineRoute, key } = await setup({ locale: "ko" });
    const route = defineRoute({ body: Body }, ({ body }) => body);
    const { error } = await (await route(post(key, '{"name":"toolong"}'))).json();
    expect(error.details.fields).toEqual([{ path: "name", message: "5자 이하여야 합니다." }]);
  });

  it("asks what the caller may before it looks at the input", async () => {
    const { defineRoute, key } = await setup();
    const route = defineRoute({ needs: "user.manage", body: Body }, ({ body }) => body);
    expect((await route(post(key, "{"))).status).toBe(403);
  });

  it("never tells what went wrong inside, but by which request", async () => {
    const { defineRoute, key } = await setup();
    const route = defineRoute({}, () => {
      throw new Error("postgres://user:hunter2@db failed");
    });
    const answer = await route(post(key, ""));
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(text).not.toContain("hunter2");
    expect(JSON.parse(text).error.details.requestId).toBe(answer.headers.get("x-request-id"));
  });

  it("has nothing to say about a reader who left", async () => {
    const { db, auditLog, defineRoute, user, key } = await setup();
    const { flushAudit } = await import("@/lib/audit/record-read");
    const { log } = await import("@/lib/log");
    const error = vi.spyOn(log, "error");
    const reader = new AbortController();
    const route = defineRoute({}, ({ signal }) => {
      reader.abort();
      signal.throwIfAborted();
    });
    const answer = await route(new Request(post(key, ""), { signal: reader.signal }));
    expect(answer.status).toBe(499);
    expect(error).not.toHaveBeenCalled();
    await flushAudit();
    expect(await db.select().from(auditLog).where(eq(auditLog.userId, user.id))).toEqual([]);

    const failing = defineRoute({}, () => {
      throw new Error("a fault of ours, reader or not");
    });
    expect((await failing(new Request(post(key, ""), { signal: reader.signal }))).status).toBe(500);
    expect(error).toHaveBeenCalledTimes(1);
    error.mockRestore();
  });

  it("counts a token's requests, not the demo's", async () => {
    const limited = await setup({ exempt: false });
    const route = limited.defineRoute({}, () => "ok");
    const ask = (key: Record<string, string>) => route(post(key, ""));
    const first = await ask(limited.key);
    expect(first.headers.get("ratelimit-limit")).toBe("100");
    expect(first.headers.get("ratelimit-remaining")).toBe("99");
    for (let i = 0; i < 99; i++) await ask(limited.key);
    const refused = await ask(limited.key);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
    const { key } = await setup();
    expect((await ask(key)).headers.has("ratelimit-limit")).toBe(false);
  });

  it("puts refusals on record", async () => {
    const { db, auditLog, defineRoute, user, key } = await setup();
    const { flushAudit } = await import("@/lib/audit/record-read");
    await defineRoute({ needs: "user.manage" }, () => "ok")(post(key, ""));
    await flushAudit();
    const entries = await db.select().from(auditLog).where(eq(auditLog.userId, user.id));
    expect(entries).toMatchObject([
      {
        action: "access.refused",
        category: "SECURITY",
        severity: "WARNING",
        responseStatus: 403,
        path: "/api/v1/x",
      },
    ]);
  });
});
