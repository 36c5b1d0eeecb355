import "server-only";
import type { Executor } from "@/db/client";
import { apiTokens } from "@/db/schema/api-tokens";
import type { Scope } from "@/lib/access/roles";
import { hashSecret, newApiToken } from "@/lib/auth/secrets";
import { type MadeToken, tokenColumns } from "@/lib/tokens/token";

/** Characters of a token that its list shows. */
const PREFIX = 9;

export interface TokenValues {
  userId: string;
  name: string;
  scopes: Scope[];
  expiresAt: Date | null;
  rateLimitExempt?: boolean;
}

/** Makes a token within the caller's transaction; who may, and with which scopes, is the caller's to decide. */
export async function insertToken(tx: Executor, values: TokenValues): Promise<MadeToken> {
  const token = newApiToken();
  const [row] = await tx
    .insert(apiTokens)
    .values({ ...values, prefix: token.slice(0, PREFIX), hash: hashSecret(token) })
    .returning(tokenColumns);
  if (!row) throw new Error("a token's row was not returned");
  return { ...row, token };
}
