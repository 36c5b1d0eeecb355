import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import type { Duty, Role, Scope } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import type { RouteHandler } from "@/lib/define-route";
import { type TestDatabase, testDatabase } from "@/tests/database";

/** Every change of a person bites on their next request: at pages, and at the API by session and by token. */

const asked = { headers: new Headers() };
vi.mock("next/headers", () => ({ headers: async () => asked.headers }));
vi.mock("next/navigation", () => ({ forbidden: vi.fn(), redirect: vi.fn() }));

const request = { id: "r", ip: "192.0.2.1", userAgent: "vitest", method: "GET", path: "/test" };
let database: TestDatabase;
/** An admin who also holds the duty, so that nobody of the tests is the last of anything. */
let boss: Viewer;
let count = 0;

async function insert(role: Role, duties: Duty[] = []) {
  const { db } = await import("@/db/client");
  const { insertUser } = await import("@/lib/users/insert-user");
  const email = `next-${++count}@lookflex.example`;
  return insertUser(db, { email, name: email, role, duties, passwordHash: "x" });
}

beforeAll(async () => {
  database = await testDatabase();
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  boss = viewerOf(await insert("admin", ["audit", "billing"]), { sessionId: "" }, request);
});
afterAll(() => database.close());

const WAYS = ["page", "session", "token"] as const;
type Seen = Record<(typeof WAYS)[number], unknown>;
const everyWay = (value: unknown): Seen => ({ page: value, session: value, token: value });

/** Somebody with a session and a token that holds every scope there is, whether they may have it yet or not. */
async function somebody(role: Role, duties: Duty[] = []) {
  const { db } = await import("@/db/client");
  const { startSession } = await import("@/lib/auth/start-session");
  const { sessionCookie } = await import("@/lib/auth/session-cookie");
  const { insertToken } = await import("@/lib/tokens/insert-token");
  const { defineRoute } = await import("@/lib/define-route");
  const { getViewer } = await import("@/lib/auth/require-viewer");
  const { can } = await import("@/lib/access/can");
  const user = await insert(role, duties);
  const sid = await startSession(db, user.id, request);
  const { name, value } = await sessionCookie({ sub: user.id, sid, role });
  const scopes: Scope[] = ["read", "query", "export", "write", "admin", "audit"];
  const values = { userId: user.id, name: "all", scopes, expiresAt: null, rateLimitExempt: true };
  const { token } = await insertToken(db, values);
  const headers = { session: { cookie: `${name}=${value}` }, token: { "x-api-key": token } };

  const call = async (handler: RouteHandler, by: "session" | "token") => {
    const answer = await handler(
      new Request("http://localhost:3000/api/v1/x", { headers: { host: "localhost:3000", ...headers[by] } }),
    );
    const { status, data, error } = await answer.json();
    return status ? data : error.code;
  };
  /** What `look` makes of the viewer whom each way in gives; the contract's code where it lets nobody in. */
  const see = async (look: (viewer: Viewer) => unknown): Promise<Seen> => {
    const handler = defineRoute({}, ({ viewer }) => look(viewer));
    asked.headers = new Headers(headers.session);
    const viewer = await getViewer();
    return {
      page: viewer ? look(viewer) : "AUTH_001",
      session: await call(handler, "session"),
      token: await call(handler, "token"),
    };
  };
  return { id: user.id, see, can };
}

async function update(id: string, change: object): Promise<void> {
  const { updateUser } = await import("@/lib/users/update-user");
  await updateUser(boss, { id, ...change });
}

describe("on the next request", () => {
  it("a demoted person may no more, a promoted one may", async () => {
    const { id, see, can } = await somebody("admin");
    const mayManage = () => see((viewer) => [viewer.role, can(viewer, "user.manage")]);
    expect(await mayManage()).toEqual(everyWay(["admin", true]));
    await update(id, { role: "viewer" });
    expect(await mayManage()).toEqual(everyWay(["viewer", false]));
    await update(id, { role: "admin" });
    expect(await mayManage()).toEqual(everyWay(["admin", true]));
  });

  it("a duty is held or not", async () => {
    const { id, see, can } = await somebody("editor");
    const mayRead = () => see((viewer) => can(viewer, "audit.read"));
    expect(await mayRead()).toEqual(everyWay(false));
    await update(id, { duties: ["audit"] });
    expect(await mayRead()).toEqual(everyWay(true));
    await update(id, { duties: [] });
    expect(await mayRead()).toEqual(everyWay(false));
  });

  it("attributes are those that were set last", async () => {
    const { id, see } = await somebody("viewer");
    const attributes = () => see((viewer) => viewer.attributes);
    await update(id, { attributes: { brand: ["닥터트루"] } });
    expect(await attributes()).toEqual(everyWay({ brand: ["닥터트루"] }));
    await update(id, { attributes: {} });
    expect(await attributes()).toEqual(everyWay({}));
  });

  it("somebody suspended is out; when back, their tokens work and their sessions don't", async () => {
    const { id, see } = await somebody("admin", ["audit"]);
    const who = () => see(({ userId }) => userId);
    expect(await who()).toEqual(everyWay(id));
    await update(id, { suspended: true });
    expect(await who()).toEqual(everyWay("AUTH_001"));
    await update(id, { suspended: false });
    expect(await who()).toEqual({ page: "AUTH_001", session: "AUTH_001", token: id });
  });

  it("somebody deleted is out", async () => {
    const { id, see } = await somebody("editor");
    const { deleteUser } = await import("@/lib/users/delete-user");
    await deleteUser(boss, { id });
    expect(await see(({ userId }) => userId)).toEqual(everyWay("AUTH_001"));
  });
});
