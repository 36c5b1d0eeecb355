import "server-only";
import { inArray, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { AppError } from "@/lib/errors";
import { createInvitation } from "@/lib/invitations/create-invitation";
import { type ListedLine, parseInvitationList } from "@/lib/invitations/parse-invitation-list";
import { InvitationList } from "@/lib/invitations/schema";
import { parseInput } from "@/lib/parse-input";

/** A line and what became of it; `url` only when it was invited, the only time its link is seen. */
export interface InvitedLine extends ListedLine {
  url: string | null;
  mailed: boolean;
}

/** Mails go out side by side, as many as the mail server's pool takes. */
const AT_ONCE = 3;

async function markHere(lines: ListedLine[]): Promise<ListedLine[]> {
  const emails = lines.filter(({ problem }) => problem === null).map(({ email }) => email);
  if (emails.length === 0) return lines;
  const lower = sql<string>`lower(${users.email})`;
  const found = await db
    .select({ email: lower })
    .from(users)
    .where(
      inArray(
        lower,
        emails.map((email) => sql`lower(${email})`),
      ),
    );
  const here = new Set(found.map(({ email }) => email));
  return lines.map((line) =>
    line.problem === null && here.has(line.email.toLowerCase()) ? { ...line, problem: "here" } : line,
  );
}

/**
 * Invites everybody on a pasted list or CSV, line by line: wrong lines are told and left out, right ones stand on their own.
 * With `dryRun` nothing is made and nothing sent. Admins.
 */
export async function createInvitations(viewer: Viewer, input: InvitationList): Promise<InvitedLine[]> {
  authorize(viewer, "invitation.manage");
  const { text, role, locale, dryRun } = parseInput(InvitationList, input);
  const lines = await markHere(parseInvitationList(text, role));
  const results = lines.map((line): InvitedLine => ({ ...line, url: null, mailed: false }));
  if (dryRun) return results;
  const waiting = results.filter(({ problem }) => problem === null);
  const invite = async () => {
    for (let line = waiting.shift(); line; line = waiting.shift()) {
      const { email, name } = line;
      try {
        const { url, mailed } = await createInvitation(viewer, { email, name, role: line.role, locale });
        Object.assign(line, { url, mailed });
      } catch (error) {
        // Somebody came in meanwhile; an outage stops the rest.
        if (!(error instanceof AppError) || error.code !== "INPUT_001") throw error;
        line.problem = "here";
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, invite));
  return results;
}
