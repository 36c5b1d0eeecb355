import { randomUUID } from "node:crypto";
import path from "node:path";
import { eq } from "drizzle-orm";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/db/client";
import { sessions } from "@/db/schema/sessions";
import { users } from "@/db/schema/users";
import { getDataVersion } from "@/lib/datasets/data-version";
import { recordDataChange } from "@/lib/datasets/record-data-change";
import { LiveQuery } from "@/lib/live/schema";
import { MOST_STREAMS, VersionHub, versionHub } from "@/lib/live/version-hub";
import type { VersionNews } from "@/lib/live/version-news";
import { VersionWatch } from "@/lib/live/version-watch";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let app: postgres.Sql;
beforeAll(async () => {
  database = await testDatabase();
  app = postgres(database.appUrl, { max: 3, onnotice: () => {} });
});
afterAll(async () => {
  const { stopWatching } = await import("@/lib/live/version-watch");
  await stopWatching();
  await app?.end();
  await database?.close();
});

/** Whatever else listens here, this one's own connection. */
const livePids = async () =>
  (
    await app<{ pid: number }[]>`
      select pid from pg_stat_activity where application_name = 'lookflex lookflex_data' and datname = current_database()`
  ).map(({ pid }) => pid);

describe("hearing of data versions", () => {
  const watches: VersionWatch[] = [];
  async function watch(options: ConstructorParameters<typeof VersionWatch>[1] = {}) {
    const hub = new VersionHub();
    const heard: VersionNews[] = [];
    hub.add({ userId: "x", hear: (news) => heard.push(news), end: () => {} });
    const made = new VersionWatch(hub, { checkMs: 3_600_000, retryMs: 1, ...options });
    watches.push(made);
    await made.start();
    return { hub, heard, of: (dataset: string) => heard.filter((news) => news.dataset === dataset) };
  }
  afterEach(async () => {
    for (const made of watches.splice(0)) await made.stop();
  });

  it("comes at the commit and not before, with the rows to be seen, and never of what was undone", async () => {
    const { of } = await watch();
    await app
      .begin(async (tx) => {
        await tx`select record_data_change('undone', null, null)`;
        throw new Error("undone");
      })
      .catch(() => {});
    let before: number | undefined;
    await app.begin(async (tx) => {
      await tx`select record_data_change('kept', null, null, '2026-01-20T00:00:00+09')`;
      // A whole round trip of another connection's news: this one's would have come with it.
      await app`select record_data_change('other', null, null)`;
      await vi.waitFor(() => expect(of("other")).toHaveLength(1));
      before = of("kept").length;
    });
    await vi.waitFor(() => expect(of("kept")).toHaveLength(1));
    expect(before).toBe(0);
    expect(of("kept")).toEqual([{ dataset: "kept", version: 1, dataAsOf: "2026-01-19T15:00:00.000Z" }]);
    expect(of("undone")).toEqual([]);
  });

  it("comes of every way to raise a version, once each", async () => {
    const { of } = await watch();
    await db.transaction((tx) => recordDataChange(tx, { dataset: "ways", days: null }));
    await app`update dataset_versions set version = version + 1 where dataset = 'ways'`;
    await vi.waitFor(() => expect(of("ways").map(({ version }) => version)).toEqual([1, 2]));
  });

  it("says what was missed after the connection was lost, and hears again", async () => {
    await app`select record_data_change('missed', null, null)`;
    const { of } = await watch();
    expect(of("missed").map(({ version }) => version)).toEqual([1]);
    const lost = await livePids();
    await app.begin(async (tx) => {
      await tx`select record_data_change('missed', null, null)`;
      for (const pid of lost) await tx`select pg_terminate_backend(${pid})`;
      await vi.waitFor(async () => expect(await livePids()).not.toEqual(expect.arrayContaining(lost)));
    });
    await vi.waitFor(() => expect(of("missed").map(({ version }) => version)).toEqual([1, 2]));
    await app`select record_data_change('missed', null, null)`;
    await vi.waitFor(() => expect(of("missed").map(({ version }) => version)).toEqual([1, 2, 3]));
  });

  it("finds by itself what a silent connection keeps from it", async () => {
    const { of } = await watch({ checkMs: 20 });
    // As a pooler would: the row without its notification.
    const owner = postgres(database.ownerUrl, { max: 1 });
    await owner`alter table dataset_versions disable trigger dataset_versions_notify`;
    await owner`insert into dataset_versions (dataset, version, data_as_of) values ('silent', 5, now())`;
    await owner`alter table dataset_versions enable trigger dataset_versions_notify`;
    await owner.end();
    await vi.waitFor(() => expect(of("silent").map(({ version }) => version)).toEqual([5]));
  });

  it("renews what is kept of a version at once", async () => {
    const { of } = await watch();
    await app`select record_data_change('renewed', null, null)`;
    await vi.waitFor(() => expect(of("renewed")).toHaveLength(1));
    expect((await getDataVersion("renewed"))?.version).toBe(1);
    await app`select record_data_change('renewed', null, null)`;
    await vi.waitFor(() => expect(of("renewed")).toHaveLength(2));
    // Within the second for which a version is kept.
    expect((await getDataVersion("renewed"))?.version).toBe(2);
  });
});

describe("GET /api/v1/live", () => {
  let route: typeof import("@/app/api/v1/live/route").GET;
  /** A request's signal follows ours only as long as somebody holds the request. */
  const leave: { controller: AbortController; request: Request }[] = [];
  beforeAll(async () => {
    const { loadDatasets } = await import("@/lib/datasets/load-datasets");
    const cwd = vi.spyOn(process, "cwd").mockReturnValue(path.join(import.meta.dirname, "../.."));
    await loadDatasets();
    cwd.mockRestore();
    const { versionHub: hub } = await import("@/lib/live/version-hub");
    expect(hub().streams).toBe(0);
  });
  afterEach(() => {
    for (const { controller } of leave.splice(0)) controller.abort();
  });

  async function person(role: "viewer" | "editor" = "viewer") {
    const { insertUser } = await import("@/lib/users/insert-user");
    const { sessionCookie } = await import("@/lib/auth/session-cookie");
    const key = randomUUID().slice(0, 8);
    const { id } = await insertUser(db, {
      email: `${key}@lookflex.example`,
      name: key,
      role,
      passwordHash: "x",
    });
    const [session] = await db
      .insert(sessions)
      .values({ userId: id, expiresAt: new Date(Date.now() + 3_600_000), ip: "", userAgent: "" })
      .returning({ id: sessions.id });
    const cookie = await sessionCookie({ sub: id, sid: session?.id ?? "", role });
    return { id, session: session?.id ?? "", headers: { cookie: `${cookie.name}=${cookie.value}` } };
  }
  async function open(search: string, headers: Record<string, string>) {
    ({ GET: route } = await import("@/app/api/v1/live/route"));
    const controller = new AbortController();
    const request = new Request(`http://localhost:3000/api/v1/live${search}`, {
      headers,
      signal: controller.signal,
    });
    leave.push({ controller, request });
    const response = await route(request);
    return { response, controller };
  }
  /** The next event's data, past what is none. */
  function reading(response: Response) {
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    const decoder = new TextDecoder();
    let text = "";
    return {
      async until(part: string) {
        while (!text.includes(part)) {
          const { done, value } = await reader.read();
          if (done) throw new Error(`ended before ${part}: ${text}`);
          text += decoder.decode(value, { stream: true });
        }
        return text;
      },
      async end() {
        while (!(await reader.read()).done);
      },
    };
  }

  it("sends what there is and what comes, uncompressed, unbuffered and kept nowhere", async () => {
    await app`select record_data_change('sales', null, null)`;
    const { headers } = await person();
    const { response } = await open("?datasets=sales", headers);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
    });
    const stream = reading(response);
    const first = await stream.until('"dataset":"sales","version":1');
    expect(first).toMatch(/^retry: \d+\n\nid: \S+\nevent: version\ndata: /);
    // Of a dataset that was not asked for, nothing.
    await app`select record_data_change('products', null, null)`;
    await app`select record_data_change('sales', null, null)`;
    expect(await stream.until('"version":2')).not.toContain("products");
  });

  it("says nothing again to who has it, and all to who asks once", async () => {
    await app`select record_data_change('sales', null, null)`;
    const { headers } = await person();
    const whole = await (await open("?follow=false&datasets=sales", headers)).response.text();
    const id = /^id: (\S+)$/m.exec(whole)?.[1] ?? "none";
    expect(whole).toContain('"dataset":"sales"');
    const again = await open("?follow=false&datasets=sales", { ...headers, "last-event-id": id });
    expect(await again.response.text()).toBe("retry: 2000\n\n");
    const since = await open(`?follow=false&datasets=sales&since=${id}`, headers);
    expect(await since.response.text()).toBe("retry: 2000\n\n");
    const all = await (await open("?follow=false", headers)).response.text();
    expect(all).toContain('"dataset":"sales"');
    // What is no dataset of the workspace is nobody's to see.
    expect(all).not.toContain('"dataset":"kept"');
    expect(versionHub().streams).toBe(0);
  });

  it("refuses strangers, datasets that are not there, and what is no question", async () => {
    const { headers } = await person();
    const status = async (search: string, own: Record<string, string>) =>
      (await open(search, own)).response.status;
    expect(await status("", {})).toBe(401);
    expect(await status("?datasets=sales,kept", headers)).toBe(404);
    expect(await status("?datasets=", headers)).toBe(400);
    expect(await status("?follow=maybe", headers)).toBe(400);
    expect(versionHub().streams).toBe(0);
  });

  it("has room for so many streams of one person, and for others", async () => {
    const one = await person();
    const opened = await Promise.all(Array.from({ length: MOST_STREAMS }, () => open("", one.headers)));
    expect(opened.map(({ response }) => response.status)).toEqual(Array(MOST_STREAMS).fill(200));
    const refused = await open("", one.headers);
    expect([refused.response.status, refused.response.headers.has("retry-after")]).toEqual([429, true]);
    const other = await person();
    expect((await open("", other.headers)).response.status).toBe(200);
    // Whoever leaves makes room.
    opened[0]?.controller.abort();
    expect((await open("", one.headers)).response.status).toBe(200);
  });

  it("holds nothing for who has left before it began", async () => {
    const { followVersions } = await import("@/lib/live/follow-versions");
    const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
    const { requestInfo } = await import("@/lib/request-context");
    const headers = new Headers((await person()).headers);
    const { viewer } = await authenticateRequest(headers, requestInfo());
    const before = versionHub().streams;
    const body = await followVersions(viewer, LiveQuery.parse({}), { headers, signal: AbortSignal.abort() });
    expect(await new Response(body).text()).toBe("retry: 2000\n\n");
    expect(versionHub().streams).toBe(before);
  });

  it.each(["revoked", "suspended", "promoted"])(
    "ends within a heartbeat of a session that is %s",
    async (how) => {
      const { followVersions } = await import("@/lib/live/follow-versions");
      const { authenticateRequest } = await import("@/lib/auth/authenticate-request");
      const { requestInfo } = await import("@/lib/request-context");
      const { id, session, headers } = await person();
      const given = new Headers(headers);
      const { viewer } = await authenticateRequest(given, requestInfo());
      const controller = new AbortController();
      const body = await followVersions(viewer, LiveQuery.parse({}), {
        headers: given,
        signal: controller.signal,
        heartbeatMs: 20,
      });
      const stream = reading(new Response(body));
      await stream.until(": still here");
      if (how === "revoked")
        await db.update(sessions).set({ revokedAt: new Date() }).where(eq(sessions.id, session));
      if (how === "suspended")
        await db.update(users).set({ suspendedAt: new Date() }).where(eq(users.id, id));
      if (how === "promoted") await db.update(users).set({ role: "editor" }).where(eq(users.id, id));
      await stream.end();
      expect(versionHub().streams).toBe(0);
    },
  );

  it("ends every stream when the process goes down, and those that come after", async () => {
    const { headers } = await person();
    const stream = reading((await open("", headers)).response);
    versionHub().endAll();
    await stream.end();
    await reading((await open("", headers)).response).end();
  });
});
