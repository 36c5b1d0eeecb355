import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "@/db/schema/audit-log";
import { fileExports } from "@/db/schema/exports";
import { groupMembers, groups } from "@/db/schema/groups";
import { settings } from "@/db/schema/settings";
import { users } from "@/db/schema/users";
import type { Viewer } from "@/lib/access/viewer";
import { createDashboard } from "@/lib/dashboards/create-dashboard";
import { person } from "@/lib/dashboards/person.fixture";
import { sampleInput } from "@/lib/dashboards/sample-spec.fixture";
import { AppError } from "@/lib/errors";
import { deleteExport } from "@/lib/exports/delete-export";
import { getExport } from "@/lib/exports/get-export";
import { FILE_DAYS, PERSON_BYTES, WORKSPACE_BYTES } from "@/lib/exports/limits";
import { type WriteExportOptions, writeExport } from "@/lib/exports/write-export";
import { writeExportJob } from "@/lib/exports/write-export-job";
import { askFor, contentOf, fileOpener, piecesOf, rowOf } from "@/lib/exports/written-file.fixture";
import { RunEnded } from "@/lib/jobs/job-error";
import { log } from "@/lib/log";
import { forgetSettings } from "@/lib/settings/get-settings";
import { eventually, gate, jobHouse } from "@/tests/job-house";

let house: Awaited<ReturnType<typeof jobHouse>>;
const DASHBOARD = "written";

beforeAll(async () => {
  house = await jobHouse({});
  log.level = "silent";
  const value = sampleInput({ slug: DASHBOARD });
  await createDashboard(await person("editor"), { format: "json", value });
});
afterEach(() => house.stopAll());
afterAll(() => house.close());

const never = new AbortController().signal;
const run = (id: string, options: Partial<WriteExportOptions>) =>
  writeExport(id, { signal: never, final: true, beatMs: 5, pieceBytes: 700, ...options });
const stopping = () => new RunEnded("STOPPING", "the process shuts down");

describe("writing an export", () => {
  it("keeps the file in pieces of one size, with its name, its rows and its end", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const { open, ended } = fileOpener();
    expect(await run(id, { open })).toEqual({ state: "done", rows: 50, bytes: 5_000 });
    const pieces = await piecesOf(id);
    expect(pieces.map(({ length }) => length)).toEqual([...Array(7).fill(700), 100]);
    expect(Buffer.concat(pieces).equals(contentOf(5, 1_000))).toBe(true);
    expect(ended()).toBe(1);
    const { finishedAt, expiresAt } = await rowOf(id);
    expect(Number(expiresAt) - Number(finishedAt)).toBe(FILE_DAYS * 86_400_000);
    expect(await getExport(viewer, { id })).toMatchObject({
      state: "done",
      fileName: "브랜드 성과.csv",
      rows: 50,
      bytes: 5_000,
      error: null,
    });
  });

  it("keeps an empty file as well", async () => {
    const id = await askFor(await person("viewer"), DASHBOARD);
    expect(await run(id, { open: fileOpener({ pieces: 0 }).open })).toEqual({
      state: "done",
      rows: 0,
      bytes: 0,
    });
    expect(await piecesOf(id)).toEqual([]);
  });

  it("is done as whom its owner is by then, with days as of when they asked", async () => {
    const { db } = house;
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    await db
      .update(users)
      .set({ role: "editor", attributes: { brand: ["르솔"] }, locale: "ko", timezone: "Europe/London" })
      .where(eq(users.id, viewer.userId));
    const [group] = await db
      .insert(groups)
      .values({ name: "Writers", attributes: { brand: ["비비랩"] } })
      .returning();
    await db.insert(groupMembers).values({ groupId: group?.id ?? "", userId: viewer.userId });
    const { open, calls } = fileOpener();
    await run(id, { open });
    expect(calls).toMatchObject([
      {
        viewer: {
          userId: viewer.userId,
          role: "editor",
          groups: ["Writers"],
          attributes: { brand: ["르솔", "비비랩"] },
          locale: "ko",
          timezone: "Europe/London",
          tokenId: null,
          scopes: null,
          request: { id },
        },
        request: { of: { kind: "dashboard", dashboard: DASHBOARD }, format: "xlsx", values: "raw" },
        now: (await rowOf(id)).createdAt,
      },
    ]);
  });

  it("asks for the next piece when the one before is kept, and shows how far it is", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const kept: number[] = [];
    const door = gate();
    const before = async (n: number) => {
      kept.push((await piecesOf(id)).length);
      if (n === 3) await door.passed;
    };
    const seen: unknown[] = [];
    const onRows = (rows: number, total: number | null) => seen.push([rows, total]);
    const running = run(id, { open: fileOpener({ before, size: 700 }).open, onRows });
    await eventually(async () =>
      expect(await getExport(viewer, { id })).toMatchObject({ state: "running", rows: 30, bytes: 2_100 }),
    );
    await eventually(() => expect(seen).toContainEqual([30, null]));
    door.open();
    expect(await running).toMatchObject({ state: "done" });
    expect(kept).toEqual([0, 1, 2, 3, 4]);
  });
});

describe("a cancelled export", () => {
  it("ends its writer, also where no piece comes, and leaves nothing behind", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const door = gate();
    const { open, ended } = fileOpener({ before: (n) => (n === 3 ? door.passed : null) });
    const running = run(id, { open });
    await eventually(async () => expect((await rowOf(id)).rows).toBe(30));
    expect(await deleteExport(viewer, { id })).toMatchObject({ state: "cancelled", bytes: 0 });
    expect(await running).toEqual({ state: "gone" });
    expect(ended()).toBe(1);
    expect(await piecesOf(id)).toEqual([]);
    expect(await getExport(viewer, { id })).toMatchObject({ state: "cancelled", rows: 30 });
  });

  it("is not begun where it waited, and neither is one that is gone", async () => {
    const viewer = await person("viewer");
    const [waiting, gone] = [await askFor(viewer, DASHBOARD), await askFor(viewer, DASHBOARD)];
    await deleteExport(viewer, { id: waiting });
    await deleteExport(viewer, { id: gone });
    expect(await deleteExport(viewer, { id: gone })).toBeNull();
    const { open, calls } = fileOpener();
    for (const id of [waiting, gone]) expect(await run(id, { open })).toEqual({ state: "gone" });
    expect(calls).toEqual([]);
    expect(await rowOf(waiting)).toMatchObject({ state: "cancelled" });
  });

  it("takes no piece from a writer that has not heard of it", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const before = (n: number) => (n === 2 ? deleteExport(viewer, { id }) : null);
    // Its beat never comes.
    expect(await run(id, { open: fileOpener({ before }).open, beatMs: 2 ** 30 })).toEqual({ state: "gone" });
    expect(await piecesOf(id)).toEqual([]);
  });
});

describe("a second run", () => {
  it("begins again from nothing after a stop in the middle, and comes to the same bytes", async () => {
    const id = await askFor(await person("viewer"), DASHBOARD);
    const stop = new AbortController();
    const before = (n: number) => (n === 3 ? stop.abort(stopping()) : null);
    const first = run(id, { open: fileOpener({ before }).open, signal: stop.signal });
    await expect(first).rejects.toMatchObject({ code: "STOPPING" });
    expect(await rowOf(id)).toMatchObject({ state: "running", errorCode: null });
    expect((await piecesOf(id)).length).toBeGreaterThan(0);
    expect(await run(id, { open: fileOpener().open })).toEqual({ state: "done", rows: 50, bytes: 5_000 });
    expect(Buffer.concat(await piecesOf(id)).equals(contentOf(5, 1_000))).toBe(true);
  });

  it("takes the file over from one that was given up for dead and goes on", async () => {
    const id = await askFor(await person("viewer"), DASHBOARD);
    const door = gate();
    const slow = fileOpener({ before: (n) => (n === 3 ? door.passed : null) });
    const first = run(id, { open: slow.open, beatMs: 2 ** 30 });
    await eventually(async () => expect((await piecesOf(id)).length).toBeGreaterThan(2));
    expect(await run(id, { open: fileOpener().open })).toMatchObject({ state: "done" });
    door.open();
    expect(await first).toEqual({ state: "gone" });
    expect(Buffer.concat(await piecesOf(id)).equals(contentOf(5, 1_000))).toBe(true);
    expect(await rowOf(id)).toMatchObject({ state: "done", bytes: 5_000, rows: 50 });
  });

  it("comes by itself when the process is started again", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const door = gate();
    const { open, calls, ended } = fileOpener({ before: (n) => (n === 3 ? door.passed : null) });
    const job: typeof writeExportJob = {
      ...writeExportJob,
      handle: async (data, { signal }) => ({ ...(await run(data.id, { signal, open })) }),
    };
    const process = house.run([job]);
    await eventually(async () => expect((await rowOf(id)).bytes).toBeGreaterThan(0));
    await process.stop();
    expect(ended()).toBe(1);
    expect(await getExport(viewer, { id })).toMatchObject({ state: "running" });
    door.open();
    house.run([job]);
    await house.hurry("export.write");
    await eventually(async () =>
      expect(await getExport(viewer, { id })).toMatchObject({ state: "done", rows: 50, bytes: 5_000 }),
    );
    expect(calls).toHaveLength(2);
    await eventually(async () =>
      expect((await house.rows("export.write")).find((row) => row.id === id)).toMatchObject({
        state: "completed",
        output: { result: { state: "done", rows: 50, bytes: 5_000 } },
      }),
    );
  });
});

describe("an export that can't be written", () => {
  const failing = (error: unknown) =>
    fileOpener({
      before: (n) => {
        if (n === 3) throw error;
      },
    }).open;

  it("says why in its reader's language, and keeps nothing of the file", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const error = new AppError("SOURCE_001", { key: "sourceUnreachable", values: { source: "매출" } });
    expect(await run(id, { open: failing(error) })).toEqual({ state: "failed", code: "SOURCE_001" });
    expect(await piecesOf(id)).toEqual([]);
    expect(await getExport(viewer, { id })).toMatchObject({
      state: "failed",
      bytes: 0,
      error: { code: "SOURCE_001", message: expect.stringContaining("“매출” can’t be reached") },
    });
    expect((await getExport({ ...viewer, locale: "ko" }, { id })).error?.message).toContain(
      "‘매출’에 연결할 수 없습니다",
    );
    expect(
      await house.db
        .select()
        .from(auditLog)
        .where(and(eq(auditLog.action, "export.fail"), eq(auditLog.userId, viewer.userId))),
    ).toMatchObject([{ requestId: id, metadata: { id, code: "SOURCE_001", rows: 30 } }]);
    // What is over is not begun again.
    expect(await run(id, {})).toEqual({ state: "gone" });
  });

  it("is tried again where that may help, and not where it can't", async () => {
    const viewer = await person("viewer");
    const source = new AppError("SOURCE_001");
    const [passing, lasting] = [await askFor(viewer, DASHBOARD), await askFor(viewer, DASHBOARD)];
    await expect(run(passing, { open: failing(source), final: false })).rejects.toBe(source);
    expect(await rowOf(passing)).toMatchObject({ state: "running" });
    expect(await run(passing, { open: fileOpener().open })).toMatchObject({ state: "done" });
    const never = new AppError("QUERY_001");
    expect(await run(lasting, { open: failing(never), final: false })).toEqual({
      state: "failed",
      code: "QUERY_001",
    });
  });

  it("tells of a fault of ours by its own id, and leaves the fault to the job", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const fault = new TypeError("secret detail");
    await expect(run(id, { open: failing(fault) })).rejects.toBe(fault);
    const { state, error } = await getExport(viewer, { id });
    expect(state).toBe("failed");
    expect(error).toMatchObject({ code: "INTERNAL", message: expect.stringContaining(id) });
    expect(error?.message).not.toContain("secret");
  });

  it("took too long", async () => {
    const viewer = await person("viewer");
    const id = await askFor(viewer, DASHBOARD);
    const stop = new AbortController();
    const before = (n: number) => (n === 3 ? stop.abort(new RunEnded("TIMEOUT", "too long")) : null);
    expect(await run(id, { open: fileOpener({ before }).open, signal: stop.signal, final: false })).toEqual({
      state: "failed",
      code: "QUERY_002",
    });
    expect((await getExport(viewer, { id })).error?.message).toContain("took too long");
  });

  it.each([
    ["exportQuota", PERSON_BYTES, 0],
    ["exportWorkspaceQuota", 0, WORKSPACE_BYTES],
  ])("has no room by %s", async (key, own, others) => {
    const { db } = house;
    const [viewer, other] = [await person("viewer"), await person("viewer")];
    const id = await askFor(viewer, DASHBOARD);
    const [{ taken } = { taken: 0 }] = await db.execute<{ taken: number }>(
      sql`select coalesce(sum(bytes), 0)::float8 as taken from exports where state in ('waiting', 'running', 'done')`,
    );
    // Two of its eight pieces find room.
    const room = async (who: Viewer, bytes: number) => {
      await db.insert(fileExports).values({
        userId: who.userId,
        request: {},
        title: "x",
        fileName: "x.csv",
        format: "csv",
        state: "done",
        mediaType: "text/csv",
        rights: "x",
        bytes,
        finishedAt: sql`now()`,
        expiresAt: sql`now() + interval '1 day'`,
      });
    };
    if (own > 0) await room(viewer, own - 1_500);
    if (others > 0) await room(other, others - taken - 1_500);
    expect(await run(id, { open: fileOpener().open })).toEqual({ state: "failed", code: "FILE_001" });
    expect(await rowOf(id)).toMatchObject({ state: "failed", errorKey: key, bytes: 0, rows: 30 });
    expect(await piecesOf(id)).toEqual([]);
    expect((await getExport(viewer, { id })).error?.message).toContain(own > 0 ? "1 GB" : "5 GB");
    await db.delete(fileExports).where(eq(fileExports.title, "x"));
  });

  it("is of somebody who may not any more", async () => {
    const { db } = house;
    const [suspended, narrowed] = [await person("viewer"), await person("viewer")];
    const [theirs, mine] = [await askFor(suspended, DASHBOARD), await askFor(narrowed, DASHBOARD)];
    await db.update(users).set({ suspendedAt: sql`now()` }).where(eq(users.id, suspended.userId));
    const { open, calls } = fileOpener();
    expect(await run(theirs, { open })).toEqual({ state: "failed", code: "AUTH_004" });
    expect(calls).toEqual([]);
    await db.insert(settings).values({ value: { exportFrom: "editor" } });
    forgetSettings();
    // As it is really opened.
    expect(await run(mine, {})).toEqual({ state: "failed", code: "AUTH_004" });
    expect((await getExport(narrowed, { id: mine })).error?.message).toContain("only editors and admins");
    await db.delete(settings);
    forgetSettings();
  });

  it("is said to have failed when its job has for good, without a word of it", async () => {
    const { db } = house;
    const viewer = await person("viewer");
    const [id, other] = [await askFor(viewer, DASHBOARD), await askFor(viewer, DASHBOARD)];
    const dying = run(id, { open: fileOpener({ before: () => new Promise(() => {}) }).open });
    await eventually(async () => expect(await rowOf(id)).toMatchObject({ state: "running" }));
    expect(await getExport(viewer, { id })).toMatchObject({ state: "running" });
    await db.execute(sql`update pgboss.job set state = 'failed' where id = ${id}`);
    expect(await getExport(viewer, { id })).toMatchObject({
      state: "failed",
      error: { code: "INTERNAL", message: expect.stringContaining("Export it again") },
    });
    expect(await getExport(viewer, { id: other })).toMatchObject({ state: "waiting" });
    expect(await dying).toEqual({ state: "gone" });
  });
});
