import "server-only";
import { and, desc, eq, type SQL } from "drizzle-orm";
import { db } from "@/db/client";
import { type ExportRow, fileExports } from "@/db/schema/exports";
import { failLostExports } from "@/lib/exports/settle-exports";

/** The table keeps far fewer of a person's. */
const MOST_LISTED = 200;

/** Somebody's own exports, newest first, as they stand now. */
export async function readExports(userId: string, which?: SQL): Promise<ExportRow[]> {
  const read = () =>
    db
      .select()
      .from(fileExports)
      .where(and(eq(fileExports.userId, userId), which))
      .orderBy(desc(fileExports.createdAt), desc(fileExports.id))
      .limit(MOST_LISTED);
  const rows = await read();
  const isActive = rows.some(({ state }) => state === "waiting" || state === "running");
  return isActive && (await failLostExports(db, userId)) > 0 ? read() : rows;
}
