/** Whom a dashboard is shared with, as the dialog and the API send it. Client-safe. */
import { z } from "zod";

/** As many as one entry of the audit log lists. */
const MOST = 200;

/** A group, a person or everybody of a role and what they may; names and addresses are the server's, ignored where a list comes in. */
export const DashboardShare = z
  .strictObject({
    group: z.uuid().optional(),
    user: z.uuid().optional(),
    /** Everybody who is at least this. Viewers are all who sign in: that is `isPublic`; admins see everything anyway. */
    role: z.literal("editor").optional(),
    name: z.string().optional(),
    email: z.string().optional(),
    /** Editors among them may change the dashboard; viewers see it, whatever this says. */
    canEdit: z.boolean().default(false),
  })
  .refine(({ group, user, role }) => [group, user, role].filter((one) => one !== undefined).length === 1, {
    params: { key: "shareTarget" },
  });
export type DashboardShare = z.infer<typeof DashboardShare>;

/** All of it: who is left out loses it. What GET gave can be sent back. */
export const DashboardShares = z
  .strictObject({
    /** Everybody who is signed in may open it; as it was when left out. */
    isPublic: z.boolean().optional(),
    shares: z.array(DashboardShare).max(MOST),
    owner: z.unknown().optional(),
    mayChange: z.unknown().optional(),
  })
  .superRefine(({ shares }, ctx) => {
    const seen = new Set<string>();
    shares.forEach(({ group, user, role }, i) => {
      const target = group ?? user ?? role ?? "";
      if (seen.has(target))
        ctx.addIssue({ code: "custom", path: ["shares", i], params: { key: "sharedTwice" } });
      seen.add(target);
    });
  });
export type DashboardShares = z.input<typeof DashboardShares>;

/** A share in a list: the group's or the person's id, and who that is; or a role. */
export type ListedShare =
  | { role: "editor"; canEdit: boolean }
  | { group: string; name: string; canEdit: boolean }
  | { user: string; name: string; email: string; canEdit: boolean };

/** Who may open a dashboard. */
export interface Sharing {
  isPublic: boolean;
  /** Null for those that came with a pack or whose owner left. */
  owner: { id: string; name: string; email: string } | null;
  /** Whether the reader may change any of this. */
  mayChange: boolean;
  /** Roles and groups first, each by name. */
  shares: ListedShare[];
}

export const ShareTargetFilter = z.object({ search: z.string().trim().max(200).default("") });
export type ShareTargetFilter = z.input<typeof ShareTargetFilter>;

/** Whom a dashboard could be shared with; `more` when not all that match are listed. */
export interface ShareTargets {
  groups: { id: string; name: string }[];
  users: { id: string; name: string; email: string }[];
  more: boolean;
}
