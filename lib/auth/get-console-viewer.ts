import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { RequestInfo, Viewer } from "@/lib/access/viewer";
import { viewerColumns } from "@/lib/auth/load-session";
import { viewerOf } from "@/lib/auth/viewer-of";
import { notFound } from "@/lib/errors";
import { getSettings } from "@/lib/settings/get-settings";

/** What the audit log knows the command line by. */
const CONSOLE: RequestInfo = { id: "", ip: "", userAgent: "lookflex command line", method: "", path: "" };

/**
 * Who the command line acts as, for whoever runs it: they hold the database already, so nobody is asked who they are.
 * @param email of somebody who is not suspended; the first administrator without
 * @throws AppError NOT_FOUND without such a person
 */
export async function getConsoleViewer(email?: string): Promise<Viewer> {
  const wanted =
    email === undefined
      ? eq(users.role, "admin")
      : eq(sql`lower(${users.email})`, sql`lower(${email.trim().normalize("NFC")})`);
  const [row] = await db
    .select(viewerColumns)
    .from(users)
    .where(and(wanted, isNull(users.suspendedAt)))
    .orderBy(asc(users.createdAt), asc(users.id))
    .limit(1);
  if (!row) throw notFound("user");
  return { ...viewerOf(row, { sessionId: "" }, CONSOLE, await getSettings()), sessionId: null };
}
