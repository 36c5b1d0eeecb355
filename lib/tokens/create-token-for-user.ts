import "server-only";
import { db } from "@/db/client";
import { type Scope, scopesFor } from "@/lib/access/roles";
import { recordChange } from "@/lib/audit/record-change";
import { invalidInput, notFound } from "@/lib/errors";
import { insertToken } from "@/lib/tokens/insert-token";
import type { MadeToken } from "@/lib/tokens/token";
import { findUserByEmail } from "@/lib/users/find-user-by-email";

export interface ConsoleToken {
  email: string;
  name: string;
  /** Every scope its owner may have, unless said otherwise. */
  scopes?: Scope[];
  expiresAt?: Date | null;
  /** The demo's own tokens. */
  rateLimitExempt?: boolean;
}

/**
 * Makes a token for somebody, for whoever runs the command line.
 * @throws AppError NOT_FOUND without such a person; INPUT_001 on `scopes` beyond theirs
 */
export async function createTokenForUser(input: ConsoleToken): Promise<MadeToken> {
  const { email, name, expiresAt = null, rateLimitExempt = false } = input;
  return db.transaction(async (tx) => {
    const user = await findUserByEmail(tx, email);
    if (!user) throw notFound("user");
    const allowed = scopesFor(user.role, user.duties);
    const scopes = input.scopes ?? allowed;
    const beyond = scopes.filter((scope) => !allowed.includes(scope));
    if (beyond.length > 0) throw invalidInput("scopes", "scopeNotAllowed", { scopes: beyond.join(", ") });
    const made = await insertToken(tx, { userId: user.id, name, scopes, expiresAt, rateLimitExempt });
    await recordChange(tx, null, {
      action: "token.create",
      category: "SECURITY",
      metadata: { id: made.id, owner: user.id, name, prefix: made.prefix, scopes, by: "console" },
    });
    return made;
  });
}
