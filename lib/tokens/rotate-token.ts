import "server-only";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { authorize } from "@/lib/access/authorize";
import { scopesFor } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError, invalidInput, notFound } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { insertToken } from "@/lib/tokens/insert-token";
import { TokenRotation } from "@/lib/tokens/schema";
import type { MadeToken } from "@/lib/tokens/token";

const HOUR_MS = 3_600_000;

/**
 * Gives one of the viewer's own tokens a new secret: a token of the same name, scopes (as far as its owner holds them still)
 * and length of life. The old one works on for `overlapHours`, never longer than it would have.
 * @throws AppError NOT_FOUND; CONFLICT_001 when it has run out; INPUT_001 on `id` when it holds more than the token one came with
 */
export async function rotateToken(viewer: Viewer, input: TokenRotation): Promise<MadeToken> {
  authorize(viewer, "token.manageOwn");
  const { id, overlapHours } = parseInput(TokenRotation, input);
  const own = and(eq(apiTokens.id, id), eq(apiTokens.userId, viewer.userId), isNull(apiTokens.revokedAt));
  return db.transaction(async (tx) => {
    // Locked: of two at once the second finds it with its end in sight, or revoked.
    const [old] = await tx.select().from(apiTokens).where(own).for("update");
    if (!old) throw notFound("token");
    const now = Date.now();
    if (old.expiresAt && old.expiresAt.getTime() <= now)
      throw new AppError("CONFLICT_001", { key: "tokenExpired" });
    // Or a narrow token could fetch itself the secret of a wide one.
    const beyond = viewer.scopes && old.scopes.filter((scope) => !viewer.scopes?.includes(scope));
    if (beyond && beyond.length > 0)
      throw invalidInput("id", "scopeNotAllowed", { scopes: beyond.join(", ") });
    const allowed = scopesFor(viewer.role, viewer.duties);
    const scopes = old.scopes.filter((scope) => allowed.includes(scope));
    if (scopes.length === 0) throw invalidInput("id", "scopeNotAllowed", { scopes: old.scopes.join(", ") });
    const lifeMs = old.expiresAt && old.expiresAt.getTime() - old.createdAt.getTime();
    const made = await insertToken(tx, {
      userId: viewer.userId,
      name: old.name,
      scopes,
      expiresAt: lifeMs === null ? null : new Date(now + lifeMs),
    });
    const ends = Math.min(now + overlapHours * HOUR_MS, old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY);
    await tx
      .update(apiTokens)
      .set(overlapHours === 0 ? { revokedAt: sql`now()` } : { expiresAt: new Date(ends) })
      .where(own);
    await recordChange(tx, viewer, {
      action: "token.rotate",
      category: "SECURITY",
      metadata: {
        id: made.id,
        prefix: made.prefix,
        replaces: id,
        replacedPrefix: old.prefix,
        scopes,
        oldEndsAt: new Date(overlapHours === 0 ? now : ends),
      },
    });
    return made;
  });
}
