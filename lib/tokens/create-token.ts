import "server-only";
import { db } from "@/db/client";
import { authorize } from "@/lib/access/authorize";
import { scopesFor } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { invalidInput } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { insertToken } from "@/lib/tokens/insert-token";
import { NewToken } from "@/lib/tokens/schema";
import type { MadeToken } from "@/lib/tokens/token";

/**
 * Makes an API token for the viewer. Its secret is in the answer and nowhere else.
 * @throws AppError INPUT_001 on `scopes` beyond what the viewer (and the token they came with) may now
 */
export async function createToken(viewer: Viewer, input: NewToken): Promise<MadeToken> {
  authorize(viewer, "token.manageOwn");
  const { name, scopes, expiresAt } = parseInput(NewToken, input);
  const allowed = viewer.scopes ?? scopesFor(viewer.role, viewer.duties);
  const beyond = scopes.filter((scope) => !allowed.includes(scope));
  if (beyond.length > 0) throw invalidInput("scopes", "scopeNotAllowed", { scopes: beyond.join(", ") });
  return db.transaction(async (tx) => {
    const made = await insertToken(tx, {
      userId: viewer.userId,
      name,
      scopes: [...new Set(scopes)],
      expiresAt: expiresAt === null ? null : new Date(expiresAt),
    });
    await recordChange(tx, viewer, {
      action: "token.create",
      category: "SECURITY",
      metadata: { id: made.id, name, prefix: made.prefix, scopes, expiresAt },
    });
    return made;
  });
}
