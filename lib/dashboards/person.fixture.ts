import "server-only";
import { randomUUID } from "node:crypto";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import type { Role } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";

/** For tests of verbs: adds a person and hands back the viewer they are. */
export async function person(role: Role, over: Partial<Viewer> = {}): Promise<Viewer> {
  const email = `${role}-${randomUUID()}@lookflex.example`;
  const [row] = await db
    .insert(users)
    .values({ email, name: `${role} Kim`, role })
    .returning();
  if (!row) throw new Error("no row");
  return {
    userId: row.id,
    email,
    name: row.name,
    role,
    duties: [],
    groups: [],
    attributes: {},
    locale: "en",
    timezone: "Asia/Seoul",
    fiscalYearStart: 1,
    currency: "KRW",
    workspace: { editorsCreate: true, viewersFormat: true, exportFrom: "viewer" },
    sessionId: null,
    tokenId: null,
    scopes: null,
    request: { id: "r", ip: "", userAgent: "", method: "POST", path: "/test" },
    ...over,
  };
}
