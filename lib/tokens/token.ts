import "server-only";
import { apiTokens } from "@/db/schema/api-tokens";

/** What a token's owner sees of it. Never its hash. */
export const tokenColumns = {
  id: apiTokens.id,
  name: apiTokens.name,
  prefix: apiTokens.prefix,
  scopes: apiTokens.scopes,
  expiresAt: apiTokens.expiresAt,
  lastUsedAt: apiTokens.lastUsedAt,
  createdAt: apiTokens.createdAt,
};

export type Token = { [K in keyof typeof tokenColumns]: (typeof apiTokens.$inferSelect)[K] };
/** A token just made: the only time the secret itself is seen. */
export type MadeToken = Token & { token: string };
