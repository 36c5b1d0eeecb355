import "server-only";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import { users } from "@/db/schema/users";
import { watchWrites } from "@/db/written-tables";
import { AccessWatch } from "@/lib/auth/access-watch";
import { JoinedLookups } from "@/lib/auth/joined-lookups";
import { KeptTokens } from "@/lib/auth/kept-tokens";
import { viewerColumns } from "@/lib/auth/load-session";

/** What a viewer and their rights are made of. */
const TABLES = ["api_tokens", "users", "groups", "group_members"];
/** Says that somebody was here, and nothing else. */
const TRACE = /^update "\w+" set "last_(?:used|seen)_at" = now\(\) where /;

const readTokens = async (hashes: readonly string[]) => {
  const rows = await db
    .select({
      hash: apiTokens.hash,
      user: viewerColumns,
      suspendedAt: users.suspendedAt,
      id: apiTokens.id,
      scopes: apiTokens.scopes,
      exempt: apiTokens.rateLimitExempt,
      expiresAt: apiTokens.expiresAt,
      revokedAt: apiTokens.revokedAt,
      lastUsedAt: apiTokens.lastUsedAt,
    })
    .from(apiTokens)
    .innerJoin(users, eq(users.id, apiTokens.userId))
    // One parameter however many there are: one statement for the database to know. Hex needs no quotes.
    .where(sql`${apiTokens.hash} = any(${`{${hashes.join(",")}}`}::text[])`);
  return new Map(rows.map((row) => [row.hash, row]));
};
/** A token with its person, as the database has them. */
export type TokenRow = Awaited<ReturnType<typeof readTokens>> extends Map<string, infer Row> ? Row : never;

interface Tokens {
  kept: KeptTokens<TokenRow>;
  watch: AccessWatch | null;
}
const store = globalThis as typeof globalThis & { lookflexTokens?: Tokens };

function tokens(): Tokens {
  store.lookflexTokens ??= (() => {
    const lookups = new JoinedLookups(readTokens);
    const made: Tokens = {
      watch: null,
      kept: new KeptTokens<TokenRow>({
        read: (hash) => lookups.find(hash),
        userOf: ({ user }) => user.id,
        isHeard: () => made.watch?.isHeard() ?? false,
      }),
    };
    return made;
  })();
  return store.lookflexTokens;
}

/** A token by its hash, whatever it is worth; null where there is none. Kept where every change to it is heard of (ADR 21). */
export const findToken = (hash: string): Promise<TokenRow | null> => tokens().kept.find(hash);

/** Keeps tokens from now on. Resolves once changes are heard, or can't be for the first time. Again is harmless. */
export async function startKeepingTokens(): Promise<void> {
  const made = tokens();
  made.watch ??= new AccessWatch((userId) => made.kept.forget(userId));
  // What this process changes itself bites before whoever changed it is told so, not when the news of it comes back.
  watchWrites("tokens", TABLES, TRACE, () => made.kept.forget(null));
  await made.watch.open();
}

/** Every token is read at every request again. */
export async function stopKeepingTokens(): Promise<void> {
  const { watch, kept } = tokens();
  tokens().watch = null;
  kept.forget(null);
  await watch?.stop();
}
