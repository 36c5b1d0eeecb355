import type { Scope } from "@/lib/access/roles";

/** A token as a list shows it. Moments in ISO 8601. */
export interface ListedToken {
  id: string;
  name: string;
  prefix: string;
  scopes: readonly Scope[];
  expiresAt: string | null;
  lastUsedAt: string | null;
}
