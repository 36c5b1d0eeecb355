import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Duty, Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const request = { id: "req-1", ip: "192.0.2.1", userAgent: "vitest", method: "GET", path: "/d/x" };

async function house() {
  const { db } = await import("@/db/client");
  const { auditLog } = await import("@/db/schema/audit-log");
  const { viewerOf } = await import("@/lib/auth/viewer-of");
  const { recordChange } = await import("@/lib/audit/record-change");
  const { recordRead, flushAudit } = await import("@/lib/audit/record-read");
  const { listAudit } = await import("@/lib/audit/list-audit");
  const as = (role: Role, duties: Duty[] = []): Viewer =>
    viewerOf(
      {
        id: crypto.randomUUID(),
        email: "x@lookflex.example",
        name: "x",
        role,
        duties,
        attributes: {},
        locale: "en",
        timezone: null,
      },
      { sessionId: "" },
      request,
    );
  return { db, auditLog, recordChange, recordRead, flushAudit, listAudit, as };
}

describe("the audit log", () => {
  it("keeps a change with its transaction or not at all", async () => {
    const { db, recordChange, listAudit, as } = await house();
    const editor = as("editor");
    await expect(
      db.transaction(async (tx) => {
        await recordChange(tx, editor, { action: "thing.update", category: "DATA" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await db.transaction((tx) => recordChange(tx, editor, { action: "thing.create", category: "DATA" }));
    const { entries } = await listAudit(as("viewer", ["audit"]), { userId: editor.userId });
    expect(entries).toMatchObject([
      { action: "thing.create", severity: "INFO", ip: request.ip, path: "/d/x", requestId: "req-1" },
    ]);
  });

  it("keeps every field of what was read, in the order it was read", async () => {
    const { db, auditLog, recordRead, flushAudit, as } = await house();
    const viewer = as("viewer");
    const whole = {
      action: "whole.read",
      category: "API",
      severity: "ERROR",
      query: { q: ["it's", '"quoted"', "닥터", "\\u0000"] },
      body: { n: 1.5, deep: { list: [null, true] } },
      responseStatus: 500,
      responseMessage: "a\nb\\c",
      responseMs: 12,
      error: "INTERNAL",
      metadata: { rows: 3 },
    } as const;
    await recordRead(viewer, { ...whole, query: { q: [...whole.query.q] } });
    for (let i = 0; i < 600; i++) await recordRead(viewer, { action: `thing.${i}`, category: "DATA" });
    await flushAudit();
    const rows = await db
      .select()
      .from(auditLog)
      .where(eq(auditLog.userId, viewer.userId))
      .orderBy(auditLog.id);
    expect(rows.map(({ action }) => action)).toEqual([
      "whole.read",
      ...Array.from({ length: 600 }, (_, i) => `thing.${i}`),
    ]);
    const { id: requestId, ip, userAgent, method, path } = request;
    expect(rows[0]).toMatchObject({ ...whole, requestId, ip, userAgent, method, path });
    expect(rows[0]?.timestamp).toBeInstanceOf(Date);
    expect(rows[1]).toMatchObject({
      severity: "INFO",
      query: null,
      body: null,
      responseStatus: null,
      error: null,
    });
  });

  it("keeps every value of a parameter that the address repeats", async () => {
    const { recordRead, listAudit, as } = await house();
    const { withRequestContext } = await import("@/lib/request-context");
    const viewer = as("viewer");
    const signal = new AbortController().signal;
    const url = "/d/x?f.channel=naver&f.channel=coupang&from=now-7d";
    await withRequestContext({ ...request, signal, url }, () =>
      recordRead(viewer, { action: "dashboard.read", category: "DATA" }),
    );
    const { entries } = await listAudit(as("viewer", ["audit"]), { userId: viewer.userId });
    expect(entries[0]?.query).toEqual({ "f.channel": ["naver", "coupang"], from: "now-7d" });
  });

  it("loses no read, however many come at once, and redacts them", async () => {
    const { recordRead, listAudit, as } = await house();
    const viewer = as("viewer");
    const many = Array.from({ length: 1200 }, (_, i) =>
      recordRead(viewer, { action: "dashboard.read", category: "DATA", metadata: { i, token: "hunter2" } }),
    );
    await Promise.all(many);
    const auditor = as("viewer", ["audit"]);
    const seen: unknown[] = [];
    let cursor: number | undefined;
    do {
      const page = await listAudit(auditor, { userId: viewer.userId, limit: 500, cursor });
      seen.push(...page.entries.map(({ metadata }) => metadata?.i));
      expect(JSON.stringify(page.entries)).not.toContain("hunter2");
      cursor = page.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(seen).toEqual(Array.from({ length: 1200 }, (_, i) => 1199 - i));
  });

  it("is read by holders of the duty alone, whatever their role", async () => {
    const { listAudit, as } = await house();
    for (const role of ["viewer", "editor", "admin"] as const) {
      await expect(listAudit(as(role), {})).rejects.toMatchObject({ code: "AUTH_004" });
      await expect(listAudit(as(role, ["billing"]), {})).rejects.toMatchObject({ code: "AUTH_004" });
      expect((await listAudit(as(role, ["audit"]), {})).entries.length).toBeGreaterThan(0);
    }
  });

  it("filters, and takes what looks like a pattern for text", async () => {
    const { db, recordChange, listAudit, as } = await house();
    const [editor, auditor] = [as("editor"), as("viewer", ["audit"])];
    await recordChange(db, editor, { action: "a%b.x", category: "ADMIN", severity: "WARNING" });
    await recordChange(db, editor, { action: "ab.x", category: "SYSTEM" });
    const count = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(auditor, { userId: editor.userId, ...filter })).entries.length;
    expect(await count({})).toBe(2);
    expect(await count({ action: "a%" })).toBe(1);
    expect(await count({ category: "ADMIN" })).toBe(1);
    expect(await count({ severity: "WARNING" })).toBe(1);
    expect(await count({ from: "2000-01-01", to: "2000-12-31" })).toBe(0);
    const today = new Date().toISOString().slice(0, 10);
    expect(await count({ from: today, to: today })).toBe(2);
    expect(await count({ from: "0001-01-01", to: "9999-12-31" })).toBe(2);
    for (const from of ["0000-01-01", "9999-12-31T23:59:59-12:00"])
      await expect(count({ from })).rejects.toMatchObject({ code: "INPUT_001", fields: [{ path: "from" }] });
    await expect(count({ category: "NOPE" as "ADMIN" })).rejects.toMatchObject({ code: "INPUT_001" });
  });

  it("filters by the answer's status and by who did it", async () => {
    const { db, recordChange, listAudit, as } = await house();
    const { users } = await import("@/db/schema/users");
    const [person] = await db
      .insert(users)
      .values({ email: "eunyoung@lookflex.example", name: "최은영", role: "viewer" })
      .returning();
    const who = { userId: person?.id ?? "", request };
    for (const responseStatus of [200, 403, 404, 500])
      await recordChange(db, who, { action: "by.name", category: "API", responseStatus });
    await recordChange(db, as("editor"), { action: "by.name", category: "API", responseStatus: 404 });
    const statuses = async (filter: Parameters<typeof listAudit>[1]) =>
      (await listAudit(as("viewer", ["audit"]), { action: "by.name", ...filter })).entries.map(
        ({ responseStatus }) => responseStatus,
      );
    expect(await statuses({ status: "4xx" })).toEqual([404, 404, 403]);
    expect(await statuses({ status: "4xx", user: "은영" })).toEqual([404, 403]);
    expect(await statuses({ status: "500" })).toEqual([500]);
    expect(await statuses({ user: "EUNYOUNG@" })).toEqual([500, 404, 403, 200]);
    expect(await statuses({ user: "%" })).toEqual([]);
    await expect(statuses({ status: "6xx" })).rejects.toMatchObject({ code: "INPUT_001" });
    const [entry] = (await listAudit(as("viewer", ["audit"]), { user: "은영" })).entries;
    expect(entry).toMatchObject({ userName: "최은영", userEmail: "eunyoung@lookflex.example" });
  });

  it("finds any part of any text, Korean in either Unicode form too, all words of it", async () => {
    const { db, recordChange, listAudit, as } = await house();
    const editor = as("editor");
    await recordChange(db, editor, {
      action: "text.x",
      category: "DATA",
      metadata: { name: "닥터트루 월간 손익", share: "50%" },
      error: "QUERY_002",
    });
    const count = async (search: string) =>
      (await listAudit(as("viewer", ["audit"]), { action: "text.x", search })).entries.length;
    for (const search of ["터트", "트루 손익", "query_00", "손익".normalize("NFD"), "192.0.2", "50%"])
      expect(await count(search), search).toBe(1);
    for (const search of ["닥터트루 없음", "5_%", "\\"]) expect(await count(search), search).toBe(0);
  });

  it("looks through a bounded run of entries and says where it goes on", async () => {
    const { db, recordChange, as } = await house();
    const { readAudit } = await import("@/lib/audit/read-audit");
    const editor = as("editor");
    for (const n of [1, 2, 3, 4, 5, 6])
      await recordChange(db, editor, { action: n % 3 === 1 ? "needle.x" : "hay.x", category: "DATA" });
    const filter = { userId: editor.userId, search: "needle" };
    const first = await readAudit(filter, { limit: 10, depth: 2 });
    expect(first).toMatchObject({ entries: [], searchedBackTo: expect.any(Date) });
    const second = await readAudit(filter, { limit: 10, depth: 2, cursor: first.nextCursor ?? undefined });
    expect(second.entries).toHaveLength(1);
    const third = await readAudit(filter, { limit: 10, depth: 2, cursor: second.nextCursor ?? undefined });
    expect(third).toMatchObject({ nextCursor: null, searchedBackTo: null });
    expect(third.entries).toHaveLength(1);
  });

  it("is exported whole, for holders alone, with formulas made harmless, and says so itself", async () => {
    const { db, recordChange, listAudit, flushAudit, as } = await house();
    const { exportAudit } = await import("@/lib/audit/export-audit");
    const [editor, auditor] = [as("editor"), as("viewer", ["audit"])];
    for (let n = 0; n < 1001; n++)
      await recordChange(db, editor, { action: "=cmd|x", category: "DATA", metadata: { n } });
    for (const role of ["viewer", "editor", "admin"] as const)
      await expect(exportAudit(as(role), { format: "csv" })).rejects.toMatchObject({ code: "AUTH_004" });
    const whole = async (format: "csv" | "json") => {
      let text = "";
      for await (const piece of await exportAudit(auditor, { format, userId: editor.userId })) text += piece;
      return text;
    };
    const lines = (await whole("csv")).trimEnd().split("\r\n");
    expect(lines).toHaveLength(1002);
    expect(lines[0]).toMatch(/^\ufeffid,timestamp,severity/);
    expect(lines[1]).toContain(`,"'=cmd|x",`);
    const rows = JSON.parse(await whole("json")) as { metadata: { n: number } }[];
    expect(rows.map(({ metadata }) => metadata.n)).toEqual(Array.from({ length: 1001 }, (_, i) => 1000 - i));
    await flushAudit();
    const { entries } = await listAudit(auditor, { userId: auditor.userId, action: "audit.export" });
    expect(entries.map(({ action, metadata }) => [action, metadata?.rows ?? null])).toEqual([
      ["audit.exported", 1001],
      ["audit.export", null],
      ["audit.exported", 1001],
      ["audit.export", null],
    ]);
  });

  it("records an export that its reader broke off as incomplete", async () => {
    const { listAudit, flushAudit, as } = await house();
    const { exportAudit } = await import("@/lib/audit/export-audit");
    const auditor = as("viewer", ["audit"]);
    const pieces = await exportAudit(auditor, { format: "csv" });
    await pieces.next();
    await pieces.return(undefined);
    await flushAudit();
    const { entries } = await listAudit(auditor, { userId: auditor.userId, action: "audit.exported" });
    expect(entries[0]?.metadata).toMatchObject({ complete: false, rows: 0 });
  });

  it.each([400, 401, 500])(
    "is not flooded by nobody's %ss: the first is written, repeats are counted",
    async (status) => {
      const { db, auditLog, flushAudit } = await house();
      const { recordRefusal, endRefusals } = await import("@/lib/audit/record-refusal");
      const path = `/flood/${status}`;
      const stranger = { id: "r", ip: "198.51.100.77", userAgent: "", method: "POST", path };
      for (let i = 0; i < 50; i++) await recordRefusal(null, stranger, status, "INTERNAL");
      const written = async () => {
        await flushAudit();
        return db.select().from(auditLog).where(eq(auditLog.path, path)).orderBy(auditLog.id);
      };
      expect(await written()).toMatchObject([{ responseStatus: status, metadata: null }]);
      endRefusals();
      expect(await written()).toMatchObject([{ metadata: null }, { metadata: { repeats: 49 } }]);
    },
  );

  it("puts its own reading on record", async () => {
    const { listAudit, as } = await house();
    const auditor = as("viewer", ["audit"]);
    await listAudit(auditor, { category: "AUTH" });
    const { entries } = await listAudit(auditor, { userId: auditor.userId });
    expect(entries).toMatchObject([{ action: "audit.read", metadata: { filter: { category: "AUTH" } } }]);
  });
});
