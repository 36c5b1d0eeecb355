import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as getFile } from "@/app/api/v1/exports/[id]/file/route";
import { db } from "@/db/client";
import { auditLog } from "@/db/schema/audit-log";
import { dashboards } from "@/db/schema/dashboards";
import { exportChunks, fileExports } from "@/db/schema/exports";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { flushAudit } from "@/lib/audit/record-read";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { deleteDashboard } from "@/lib/dashboards/delete-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { createExport } from "@/lib/exports/create-export";
import { deleteExport } from "@/lib/exports/delete-export";
import { getExport } from "@/lib/exports/get-export";
import { MOST_ACTIVE, MOST_KEPT, PERSON_BYTES, SHORT_ROWS, WORKSPACE_BYTES } from "@/lib/exports/limits";
import { listExports } from "@/lib/exports/list-exports";
import { openExportFile } from "@/lib/exports/open-export-file";
import { writeExport } from "@/lib/exports/write-export";
import { askFor, contentOf, fileOpener, piecesOf, rowOf } from "@/lib/exports/written-file.fixture";
import { createTokenForUser } from "@/lib/tokens/create-token-for-user";
import { type TestDatabase, testDatabase } from "@/tests/database";

let database: TestDatabase;
let editor: Viewer;
const DASHBOARD = "exported";

beforeAll(async () => {
  database = await testDatabase();
  editor = await person("editor");
  await publish(DASHBOARD);
});
afterAll(() => database.close());

const publish = (slug: string) =>
  createDashboard(editor, {
    format: "json",
    value: sampleInput({ slug, name: { en: "Sales", ko: "매출" } }),
  });
const table = { of: { kind: "widget", dashboard: DASHBOARD, widget: "daily" }, format: "csv" } as const;
const never = new AbortController().signal;
const write = (id: string) =>
  writeExport(id, { signal: never, final: true, open: fileOpener().open, pieceBytes: 700 });
/** A finished export. */
async function written(viewer: Viewer, dashboard = DASHBOARD): Promise<string> {
  const id = await askFor(viewer, dashboard);
  await write(id);
  return id;
}
const entries = async (action: string, viewer: Viewer) => {
  await flushAudit();
  return db
    .select()
    .from(auditLog)
    .where(and(eq(auditLog.action, action), eq(auditLog.userId, viewer.userId)))
    .orderBy(asc(auditLog.id));
};
const keep = (viewer: Viewer, bytes: number, expires = sql`now() + interval '1 day'`, count = 1) =>
  db
    .insert(fileExports)
    .values(
      Array.from({ length: count }, () => ({
        userId: viewer.userId,
        request: {},
        title: "kept",
        fileName: "x.csv",
        format: "csv" as const,
        state: "done" as const,
        mediaType: "text/csv",
        rights: "x",
        bytes,
        finishedAt: sql`now()`,
        expiresAt: expires,
      })),
    )
    .returning({ id: fileExports.id });
const without = (...ids: { id: string }[]) =>
  db.delete(fileExports).where(
    inArray(
      fileExports.id,
      ids.map(({ id }) => id),
    ),
  );

describe("asking for a file", () => {
  it("comes to an address where it is short, and nothing is kept", async () => {
    const viewer = await person("viewer");
    const address = "?date=now-7d..now&t.brands=x&format=pdf&values=1";
    for (const rows of [0, SHORT_ROWS])
      expect(await createExport(viewer, { ...table, address }, { count: async () => rows })).toEqual({
        download: `/api/v1/dashboards/${DASHBOARD}/widgets/daily/export?date=now-7d..now&t.brands=x&format=csv`,
      });
    expect(await listExports(viewer)).toEqual([]);
    const formatted = { ...table, values: "formatted", bom: true } as const;
    expect(await createExport(viewer, formatted, { count: async () => 1 })).toEqual({
      download: `/api/v1/dashboards/${DASHBOARD}/widgets/daily/export?format=csv&values=formatted&bom=1`,
    });
    const explored = { of: { kind: "explore", dataset: "sales" }, format: "json" } as const;
    expect(await createExport(editor, explored, { count: async () => 1 })).toEqual({
      download: "/api/v1/datasets/sales/export?format=json",
    });
    const whole = { of: { kind: "dashboard", dashboard: DASHBOARD }, format: "xlsx" } as const;
    expect(await createExport(viewer, whole, { count: async () => 1 })).toEqual({
      download: `/api/v1/dashboards/${DASHBOARD}/export?format=xlsx`,
    });
  });

  it.each([SHORT_ROWS + 1, null])("is a job where it is long: %s rows", async (totalRows) => {
    const viewer = await person("viewer", { locale: "ko" });
    const started = await createExport(viewer, table, { count: async () => totalRows });
    const [listed] = await listExports(viewer);
    expect(started).toEqual({ export: listed });
    expect(listed).toEqual({
      id: expect.any(String),
      title: "매출",
      fileName: "매출.csv",
      format: "csv",
      state: "waiting",
      rows: 0,
      totalRows,
      bytes: 0,
      error: null,
      createdAt: expect.any(String),
      finishedAt: null,
      expiresAt: null,
    });
    const jobs = await db.execute(
      sql`select name, state, data, retry_limit from pgboss.job where id = ${listed?.id}`,
    );
    expect([...jobs]).toEqual([
      { name: "export.write", state: "created", data: { id: listed?.id }, retry_limit: 1 },
    ]);
    expect(await entries("export.create", viewer)).toMatchObject([
      { category: "DATA", metadata: { id: listed?.id, title: "매출", totalRows, ...table } },
    ]);
  });

  it("is refused for what one may not export, read or explore", async () => {
    const viewer = await person("viewer");
    const ask = (who: Viewer, of: object) =>
      createExport(who, { of, format: "xlsx" }, { count: async () => null });
    const mine = { kind: "dashboard", dashboard: DASHBOARD };
    const workspace = { ...viewer.workspace, exportFrom: "admin" as const };
    await expect(ask({ ...viewer, workspace }, mine)).rejects.toMatchObject({
      code: "AUTH_004",
      key: "exportFrom",
      values: { role: "admin" },
    });
    const value = sampleInput({ slug: "private", isPublic: false });
    await createDashboard(editor, { format: "json", value });
    await expect(ask(viewer, { kind: "dashboard", dashboard: "private" })).rejects.toMatchObject({
      code: "AUTH_004",
    });
    await expect(ask(viewer, { kind: "dashboard", dashboard: "none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    await expect(ask(viewer, { kind: "explore", dataset: "sales" })).rejects.toMatchObject({
      code: "AUTH_004",
    });
    await expect(ask(editor, { kind: "explore", dataset: "none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    for (const scope of ["read", "query", "export"] as const) {
      const scopes = (["read", "query", "export"] as const).filter((one) => one !== scope);
      const script = { ...viewer, tokenId: "t", scopes };
      await expect(ask(script, mine), `without ${scope}`).rejects.toMatchObject({ code: "AUTH_004" });
    }
    await expect(createExport(viewer, { ...table, address: "a\0" })).rejects.toMatchObject({
      code: "INPUT_001",
      fields: [{ path: "address", key: "badText" }],
    });
    expect(await listExports(viewer)).toEqual([]);
  });
});

describe("limits", () => {
  it("let three of a person be on their way, however many are asked for at once", async () => {
    const [viewer, other] = [await person("viewer"), await person("viewer")];
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => askFor(viewer, DASHBOARD)));
    const refused = answers.flatMap((answer) => (answer.status === "rejected" ? [answer.reason] : []));
    expect(refused).toHaveLength(8 - MOST_ACTIVE);
    for (const error of refused)
      expect(error).toMatchObject({
        code: "RATE_001",
        status: 429,
        key: "exportsActive",
        details: { limit: MOST_ACTIVE },
        retryAfter: expect.any(Number),
      });
    const mine = await listExports(viewer);
    expect(mine).toHaveLength(MOST_ACTIVE);
    // A refused one has sent nothing either.
    const jobs = await db.execute(
      sql`select id from pgboss.job where id = any(${sql.param(
        `{${mine.map(({ id }) => id).join(",")}}`,
      )}::uuid[])`,
    );
    expect(jobs).toHaveLength(MOST_ACTIVE);
    await askFor(other, DASHBOARD);
    // One that ends makes room.
    await deleteExport(viewer, { id: mine[0]?.id ?? "" });
    await askFor(viewer, DASHBOARD);
    await expect(askFor(viewer, DASHBOARD)).rejects.toMatchObject({ code: "RATE_001" });
    await write(mine[1]?.id ?? "");
    await askFor(viewer, DASHBOARD);
  });

  it("let a person keep twenty files", async () => {
    const viewer = await person("viewer");
    const kept = await keep(viewer, 1, undefined, MOST_KEPT - 1);
    await askFor(viewer, DASHBOARD);
    await expect(askFor(viewer, DASHBOARD)).rejects.toMatchObject({
      code: "FILE_001",
      key: "exportsKept",
      values: { limit: MOST_KEPT },
    });
    await deleteExport(viewer, { id: kept[0]?.id ?? "" });
    await askFor(viewer, DASHBOARD);
  });

  it("let a person and the workspace keep so many bytes; what has expired does not count", async () => {
    const [viewer, other] = [await person("viewer"), await person("viewer")];
    const full = await keep(viewer, PERSON_BYTES);
    await expect(askFor(viewer, DASHBOARD)).rejects.toMatchObject({
      code: "FILE_001",
      status: 413,
      key: "exportQuota",
      details: { limitBytes: PERSON_BYTES, usedBytes: PERSON_BYTES },
    });
    await askFor(other, DASHBOARD);
    await db
      .update(fileExports)
      .set({ expiresAt: sql`now()` })
      .where(eq(fileExports.id, full[0]?.id ?? ""));
    await askFor(viewer, DASHBOARD);
    expect(await rowOf(full[0]?.id ?? "")).toMatchObject({ state: "expired" });

    const strangers = await keep(await person("viewer"), WORKSPACE_BYTES);
    await expect(askFor(viewer, DASHBOARD)).rejects.toMatchObject({
      code: "FILE_001",
      key: "exportWorkspaceQuota",
    });
    await without(...strangers);
    await askFor(viewer, DASHBOARD);
  });

  it("let a person begin so many within minutes; short ones count where they are downloaded", async () => {
    const viewer = await person("viewer");
    for (let n = 0; n < 40; n++) await createExport(viewer, table, { count: async () => 1 });
    for (let n = 0; n < 30; n++) await deleteExport(viewer, { id: await askFor(viewer, DASHBOARD) });
    await expect(askFor(viewer, DASHBOARD)).rejects.toMatchObject({ code: "RATE_001", key: "RATE_001" });
  });
});

describe("an export", () => {
  it("is its owner's alone", async () => {
    const [viewer, admin] = [await person("viewer"), await person("admin")];
    const id = await written(viewer);
    const later = await askFor(viewer, DASHBOARD);
    expect((await listExports(viewer)).map((one) => one.id)).toEqual([later, id]);
    for (const other of [await person("viewer"), admin]) {
      const refused = { code: "NOT_FOUND", status: 404 };
      expect(await listExports(other)).toEqual([]);
      await expect(getExport(other, { id })).rejects.toMatchObject(refused);
      await expect(deleteExport(other, { id })).rejects.toMatchObject(refused);
      await expect(openExportFile(other, { id })).rejects.toMatchObject(refused);
    }
    expect(await rowOf(id)).toMatchObject({ state: "done" });
  });

  it("is cancelled while it waits and thrown away when it is over, each on record", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    expect(await deleteExport(viewer, { id })).toMatchObject({ id, state: "cancelled" });
    expect(await deleteExport(viewer, { id })).toBeNull();
    await expect(deleteExport(viewer, { id })).rejects.toMatchObject({ code: "NOT_FOUND" });
    const file = await written(viewer);
    expect(await deleteExport(viewer, { id: file })).toBeNull();
    expect(await piecesOf(file)).toEqual([]);
    expect(await entries("export.cancel", viewer)).toMatchObject([{ metadata: { id, state: "waiting" } }]);
    expect((await entries("export.delete", viewer)).map(({ metadata }) => metadata)).toMatchObject([
      { id, state: "cancelled" },
      { id: file, state: "done", rows: 50 },
    ]);
  });

  it("goes with its owner", async () => {
    const viewer = await person("viewer");
    const id = await written(viewer);
    await db.delete(users).where(eq(users.id, viewer.userId));
    expect(await piecesOf(id)).toEqual([]);
  });
});

describe("its file", () => {
  it("is served as it was written, with its size and name, and each download is on record", async () => {
    const viewer = await person("viewer");
    const id = await written(viewer);
    const { token } = await createTokenForUser({ email: viewer.email, name: "t" });
    const address = `http://localhost:3000/api/v1/exports/${id}/file`;
    const headers = { host: "localhost:3000", "x-api-key": token };
    const answer = await getFile(new Request(address, { headers }), { params: Promise.resolve({ id }) });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "content-type": "text/csv; charset=utf-8",
      "content-length": "5000",
      "content-disposition": expect.stringContaining(
        `filename*=UTF-8''${encodeURIComponent("브랜드 성과.csv")}`,
      ),
      "cache-control": "no-store",
    });
    expect(Buffer.from(await answer.arrayBuffer()).equals(contentOf(5, 1_000))).toBe(true);
    expect(await entries("export.download", viewer)).toMatchObject([
      { category: "DATA", metadata: { id, title: "Sales", rows: 50, bytes: 5_000 } },
    ]);
  });

  it("is read piece by piece, and ends by an error where it is thrown away meanwhile", async () => {
    const viewer = await person("viewer");
    const id = await written(viewer);
    const { pieces } = await openExportFile(viewer, { id });
    expect((await pieces.next()).value).toHaveLength(700);
    await deleteExport(viewer, { id });
    await expect(pieces.next()).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  it("is not there before it is finished, nor after its time", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    await expect(openExportFile(viewer, { id })).rejects.toMatchObject({
      code: "NOT_FOUND",
      key: "exportNoFile",
    });
    await write(id);
    await openExportFile(viewer, { id });
    await db.update(fileExports).set({ expiresAt: sql`now()` }).where(eq(fileExports.id, id));
    expect(await getExport(viewer, { id })).toMatchObject({ state: "expired" });
    await expect(openExportFile(viewer, { id })).rejects.toMatchObject({
      code: "NOT_FOUND",
      key: "exportExpired",
    });
    expect(await db.$count(exportChunks, eq(exportChunks.exportId, id))).toBe(8);
  });

  it("stays shut once its owner may not export, or not read what it is of", async () => {
    const viewer = await person("viewer");
    await publish("taken");
    const id = await written(viewer, "taken");
    const open = (over: Partial<Viewer> = {}) => openExportFile({ ...viewer, ...over }, { id });
    await open();
    await expect(open({ workspace: { ...viewer.workspace, exportFrom: "editor" } })).rejects.toMatchObject({
      key: "exportFrom",
    });
    for (const scope of ["read", "query", "export"] as const) {
      const scopes = (["read", "query", "export"] as const).filter((one) => one !== scope);
      await expect(open({ tokenId: "t", scopes }), `without ${scope}`).rejects.toMatchObject({
        code: "AUTH_004",
      });
    }
    await db.update(dashboards).set({ isPublic: false }).where(eq(dashboards.slug, "taken"));
    await expect(open()).rejects.toMatchObject({ code: "AUTH_004" });
    await db.update(dashboards).set({ isPublic: true }).where(eq(dashboards.slug, "taken"));
    await open();
    await deleteDashboard(editor, "taken");
    await expect(open()).rejects.toMatchObject({ code: "NOT_FOUND" });
    // What it says of itself stays its owner's.
    expect(await getExport(viewer, { id })).toMatchObject({ state: "done" });
  });

  it("stays shut once its owner sees other rows or columns than when it was written", async () => {
    const viewer = await person("editor", { attributes: { brand: ["르솔", "비비랩"] } });
    // The order they stand in says nothing.
    await db
      .update(users)
      .set({ attributes: { brand: ["비비랩", "르솔"] } })
      .where(eq(users.id, viewer.userId));
    const id = await askFor(viewer, DASHBOARD);
    await write(id);
    await openExportFile(viewer, { id });
    await openExportFile({ ...viewer, locale: "ko", timezone: "UTC" }, { id });
    const others: Partial<Viewer>[] = [
      { groups: ["A"] },
      { attributes: { brand: ["르솔"] } },
      { attributes: {} },
      { role: "viewer" },
    ];
    for (const over of others)
      await expect(openExportFile({ ...viewer, ...over }, { id })).rejects.toMatchObject({
        code: "AUTH_004",
        key: "exportRights",
      });
  });

  it("of explored data is for those who explore", async () => {
    const started = await createExport(
      editor,
      { of: { kind: "explore", dataset: "sales" }, format: "json" },
      { count: async () => null },
    );
    const id = "export" in started ? started.export.id : "";
    await write(id);
    await openExportFile(editor, { id });
    await expect(openExportFile({ ...editor, role: "viewer" }, { id })).rejects.toMatchObject({
      code: "AUTH_004",
    });
  });
});
