import type { Duty, Role, Scope } from "@/lib/access/roles";

/** Who asks: built by `requireViewer` / the API edge from a live session or token row, handed to every verb. */
export interface Viewer {
  userId: string;
  email: string;
  name: string;
  role: Role;
  duties: Duty[];
  /** Names of the groups they are in now, in code point order. */
  groups: string[];
  /** For row rules, their own and all of their groups' as one: `{ brand: ["닥터트루"] }`. */
  attributes: Record<string, string[]>;
  /** The user's own choice or the workspace default. */
  locale: "en" | "ko";
  timezone: string;
  /** The user's own choice where a format leaves one; absent or null: none was made. */
  numberStyle?: "korean" | "digits" | null;
  /** 0 Sunday, 1 Monday: the user's own choice or the workspace default; absent or null: Monday. */
  weekStart?: 0 | 1 | null;
  /** The first month of the workspace's fiscal year, 1 to 12. */
  fiscalYearStart: number;
  /** ISO 4217, of a currency format that names none. */
  currency: string;
  /** What the workspace leaves to the ladder; where false, {@link can} asks for a role more. `exportFrom`: the lowest role that may. */
  workspace: { editorsCreate: boolean; viewersFormat: boolean; exportFrom: Role };
  /** The session row, when signed in by browser. */
  sessionId: string | null;
  /** The token row and its scopes, when signed in by token. */
  tokenId: string | null;
  scopes: Scope[] | null;
  /** Where the request came from, for the audit log. */
  request: RequestInfo;
}

/** The request behind a verb, as the audit log keeps it. Empty strings in the CLI. */
export interface RequestInfo {
  id: string;
  ip: string;
  userAgent: string;
  method: string;
  path: string;
}
