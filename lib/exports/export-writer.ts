import "server-only";
import { randomUUID } from "node:crypto";
import { and, eq, inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { type ExportRow, exportChunks, fileExports } from "@/db/schema/exports";
import { recordChange } from "@/lib/audit/record-change";
import type { AppError } from "@/lib/errors";
import { assertRoomForBytes } from "@/lib/exports/assert-room";
import { FILE_DAYS, PERSON_BYTES, WORKSPACE_BYTES } from "@/lib/exports/limits";

/** Cancelled, thrown away, or given to another run: there is nothing left to write to. */
export class ExportGone extends Error {
  override name = "ExportGone";
}

/**
 * One run's hold on an export. Whatever it writes is refused once the export is cancelled, gone, or begun again by another run, so
 * that a file is one run's alone.
 */
export class ExportWriter {
  readonly row: ExportRow;
  readonly #writer: string;
  #pieces = 0;

  private constructor(row: ExportRow, writer: string) {
    this.row = row;
    this.#writer = writer;
  }

  /** Begins from nothing, whatever a run before has left. @returns null where nobody waits for it any more */
  static async begin(id: string): Promise<ExportWriter | null> {
    const writer = randomUUID();
    return db.transaction(async (tx) => {
      const [row] = await tx
        .update(fileExports)
        .set({ state: "running", writer, rows: 0, bytes: 0, startedAt: sql`now()` })
        .where(and(eq(fileExports.id, id), inArray(fileExports.state, ["waiting", "running"])))
        .returning();
      if (!row) return null;
      await tx.delete(exportChunks).where(eq(exportChunks.exportId, id));
      return new ExportWriter(row, writer);
    });
  }

  get #mine() {
    return and(
      eq(fileExports.id, this.row.id),
      eq(fileExports.writer, this.#writer),
      eq(fileExports.state, "running"),
    );
  }

  async #set(values: Partial<typeof fileExports.$inferInsert> | object): Promise<void> {
    const rows = await db.update(fileExports).set(values).where(this.#mine).returning({ id: fileExports.id });
    if (rows.length === 0) throw new ExportGone();
  }

  /** @throws ExportGone */
  name(fileName: string, mediaType: string): Promise<void> {
    return this.#set({ fileName, mediaType });
  }

  /** Shows how far it is. @throws ExportGone */
  show(rows: number): Promise<void> {
    return this.#set({ rows });
  }

  /** Keeps the next piece of the file, where there is room. @throws ExportGone; AppError FILE_001 */
  async keep(bytes: Buffer, rows: number): Promise<void> {
    const { id, userId } = this.row;
    const size = bytes.length;
    const kept = await db.execute(sql`
      with used as (
        select coalesce(sum(bytes) filter (where user_id = ${userId}), 0) as own, coalesce(sum(bytes), 0) as everybody
        from exports where state in ('waiting', 'running', 'done')
      ), mine as (
        update exports set bytes = exports.bytes + ${size}::bigint, rows = ${rows}::bigint from used
        where id = ${id} and writer = ${this.#writer} and state = 'running'
          and own + ${size}::bigint <= ${PERSON_BYTES}::bigint
          and everybody + ${size}::bigint <= ${WORKSPACE_BYTES}::bigint
        returning exports.id
      )
      insert into export_chunks (export_id, n, bytes) select id, ${this.#pieces}::int, ${bytes}::bytea from mine
      returning n`);
    if (kept.length > 0) {
      this.#pieces += 1;
      return;
    }
    await this.show(rows);
    await assertRoomForBytes(db, userId, size);
    // Somebody made room just now.
    await this.keep(bytes, rows);
  }

  /** @param rights by which its owner may read it later. @throws ExportGone */
  finish(rows: number, rights: string): Promise<void> {
    return this.#set({
      state: "done",
      rows,
      rights,
      writer: null,
      finishedAt: sql`now()`,
      expiresAt: sql`now() + make_interval(days => ${FILE_DAYS})`,
    });
  }

  /** Keeps why there is no file, on record. Nothing where it is gone. @param count of rows written until then */
  async fail(error: AppError, count: number): Promise<void> {
    const { id, userId, title } = this.row;
    await db.transaction(async (tx) => {
      const rows = await tx
        .update(fileExports)
        .set({
          state: "failed",
          writer: null,
          bytes: 0,
          finishedAt: sql`now()`,
          errorCode: error.code,
          errorKey: error.key,
          errorValues: error.values,
        })
        .where(this.#mine)
        .returning({ id: fileExports.id });
      if (rows.length === 0) return;
      await tx.delete(exportChunks).where(eq(exportChunks.exportId, id));
      const request = { id, ip: "", userAgent: "", method: "", path: "" };
      await recordChange(
        tx,
        { userId, request },
        {
          action: "export.fail",
          category: "DATA",
          severity: "WARNING",
          error: error.message,
          metadata: { id, title, code: error.code, rows: count },
        },
      );
    });
  }
}
