import "server-only";
import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { fileExports } from "@/db/schema/exports";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { notFound } from "@/lib/errors";
import { takeExport } from "@/lib/export/take-export";
import { assertRoomForExport } from "@/lib/exports/assert-room";
import { downloadAddress } from "@/lib/exports/download-address";
import { ExportRequest } from "@/lib/exports/export-request";
import { findExported } from "@/lib/exports/find-exported";
import { SHORT_ROWS } from "@/lib/exports/limits";
import { countExport } from "@/lib/exports/open-export";
import type { StartedExport } from "@/lib/exports/schema";
import { expireExports, failLostExports } from "@/lib/exports/settle-exports";
import { toExport } from "@/lib/exports/to-export";
import { writeExportJob } from "@/lib/exports/write-export-job";
import { sendJob } from "@/lib/jobs/send-job";
import { assertStorable, parseInput } from "@/lib/parse-input";

export interface CreateExportOptions {
  signal?: AbortSignal;
  /** How many rows there will be. */
  count?: typeof countExport;
}

/**
 * Asks for a file: where it is short the address to download it at, which counts and audits it itself; else a job that writes it.
 * @param input `ExportRequest`
 * @throws AppError RATE_001 (too many at once, or lately), FILE_001 (too much is kept), INPUT_001, NOT_FOUND, AUTH_004
 */
export async function createExport(
  viewer: Viewer,
  input: unknown,
  { signal = new AbortController().signal, count = countExport }: CreateExportOptions = {},
): Promise<StartedExport> {
  authorize(viewer, "export.run");
  assertStorable(input);
  const request = parseInput(ExportRequest, input);
  const title = await findExported(viewer, request.of);
  const totalRows = await count(viewer, request, { signal });
  if (totalRows !== null && totalRows <= SHORT_ROWS) return { download: downloadAddress(request) };
  const id = randomUUID();
  const row = await db.transaction(async (tx) => {
    // One at a time of each person: who counts sees what the one before has added.
    const [person] = await tx
      .select({ id: users.id })
      .from(users)
      .where(eq(users.id, viewer.userId))
      .for("no key update");
    if (!person) throw notFound("user");
    await failLostExports(tx, viewer.userId);
    await expireExports(tx, viewer.userId);
    await assertRoomForExport(tx, viewer.userId);
    takeExport(viewer.userId);
    const { format } = request;
    const [made] = await tx
      .insert(fileExports)
      .values({
        id,
        userId: viewer.userId,
        request,
        title,
        fileName: `${title}.${format}`,
        format,
        totalRows,
      })
      .returning();
    await sendJob(tx, writeExportJob, { id }, { id });
    await recordChange(tx, viewer, {
      action: "export.create",
      category: "DATA",
      metadata: { id, title, totalRows, ...request },
    });
    return made;
  });
  if (!row) throw notFound("export");
  return { export: toExport(row, viewer.locale) };
}
