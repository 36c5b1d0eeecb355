/** The ladder and the duties. Imports nothing of ours, so that browser and server share it. */
import { z } from "zod";

/** Roles from least to most; each holds all that the one before it holds. */
export const ROLES = ["viewer", "editor", "admin"] as const;
export const Role = z.enum(ROLES);
export type Role = z.infer<typeof Role>;

/** Granted apart from the ladder: reading the audit log, billing. */
export const DUTIES = ["audit", "billing"] as const;
export const Duty = z.enum(DUTIES);
export type Duty = z.infer<typeof Duty>;

/** What a token may do, never above what its owner may now. */
export const SCOPES = ["read", "query", "export", "write", "admin", "audit"] as const;
export const Scope = z.enum(SCOPES);
export type Scope = z.infer<typeof Scope>;

/** True when `role` stands on or above `least` on the ladder. */
export const atLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** Every scope somebody of this role and these duties may put into a token. */
export function scopesFor(role: Role, duties: readonly Duty[]): Scope[] {
  const scopes: Scope[] = ["read", "query", "export", "write"];
  if (atLeast(role, "admin")) scopes.push("admin");
  if (duties.includes("audit")) scopes.push("audit");
  return scopes;
}
