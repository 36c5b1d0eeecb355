import "server-only";
import { and, eq, isNull, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import type { RequestInfo, Viewer } from "@/lib/access/viewer";
import { findToken, type TokenRow } from "@/lib/auth/find-token";
import { loadSession } from "@/lib/auth/load-session";
import { hashSecret } from "@/lib/auth/secrets";
import { readSessionCookie } from "@/lib/auth/session-cookie";
import { viewerOf } from "@/lib/auth/viewer-of";
import { AppError } from "@/lib/errors";
import type { HeaderReader } from "@/lib/http/header-reader";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { getSettings } from "@/lib/settings/get-settings";

export interface Authenticated {
  viewer: Viewer;
  /** The token's row id where it is rate limited; null for browsers and exempt tokens. */
  limitedBy: string | null;
}

/** The token a request brings, from either header. Other schemes (a proxy's Basic, say) are none of ours. */
export function tokenOf(headers: HeaderReader): string | null {
  const bearer = /^bearer\s+(\S+)\s*$/i.exec(headers.get("authorization") ?? "");
  return bearer?.[1] ?? headers.get("x-api-key")?.trim() ?? null;
}

async function byToken(token: string, request: RequestInfo): Promise<Authenticated> {
  const row = await findToken(hashSecret(token));
  if (!row || row.revokedAt || row.suspendedAt) throw new AppError("AUTH_001");
  if (row.expiresAt && row.expiresAt.getTime() <= Date.now()) throw new AppError("AUTH_002");
  await markUsed(row);
  return {
    viewer: viewerOf(row.user, { tokenId: row.id, scopes: row.scopes }, request, await getSettings()),
    limitedBy: row.exempt ? null : row.id,
  };
}

/** To the minute: a busy token must not write at every request. */
async function markUsed(row: TokenRow): Promise<void> {
  if (row.lastUsedAt && Date.now() - row.lastUsedAt.getTime() < 60_000) return;
  const stale = or(isNull(apiTokens.lastUsedAt), lt(apiTokens.lastUsedAt, sql`now() - interval '1 minute'`));
  await db
    .update(apiTokens)
    .set({ lastUsedAt: sql`now()` })
    .where(and(eq(apiTokens.id, row.id), stale));
  // The row may be kept: its next request would write again.
  row.lastUsedAt = new Date();
}

/**
 * Who sends this request: a token if it brings one, else the browser's session.
 * @throws AppError AUTH_001 when nobody, AUTH_002 when the token or session has run out
 */
export async function authenticateRequest(
  headers: HeaderReader,
  request: RequestInfo,
): Promise<Authenticated> {
  const token = tokenOf(headers);
  if (token !== null) return byToken(token, request);
  const cookie = await readSessionCookie(headers);
  const session = cookie && (await loadSession(cookie.sid));
  if (!session || session.state === "ended") throw new AppError("AUTH_001");
  if (session.state === "expired") throw new AppError("AUTH_002");
  const workspace = await getSettings();
  const user = { ...session.user, locale: browserLocale(headers, session.user.locale, workspace.locale) };
  return { viewer: viewerOf(user, { sessionId: session.sessionId }, request, workspace), limitedBy: null };
}
