import "server-only";
import { type SQL, sql } from "drizzle-orm";
import type { Share } from "@/lib/access/can";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";

// `"dashboards"."id"` is written out: in a statement on one table the builder would shorten it to the share's own id.

/** A share that is with this viewer: by themselves, by a group they are in at this moment, or by what they are. */
const withViewer = ({ userId, role }: Viewer) =>
  sql`(user_id = ${userId} or group_id in (select m.group_id from group_members m where m.user_id = ${userId})${
    atLeast(role, "editor") ? sql` or role = 'editor'` : sql``
  })`;

/** A column beside a dashboard's: what it was shared as with the viewer, the most of it where several shares meet. */
export const shareOf = (viewer: Viewer): SQL<Share> => sql<Share>`(
  select case bool_or(can_edit) when true then 'edit' when false then 'view' end
  from dashboard_shares where dashboard_id = "dashboards"."id" and ${withViewer(viewer)})`;

/** For the WHERE of a statement on dashboards: those shared with the viewer, with `toEdit` to be changed. */
export const sharedWith = (viewer: Viewer, { toEdit = false } = {}): SQL => sql`"dashboards"."id" in (
  select dashboard_id from dashboard_shares where ${withViewer(viewer)}${toEdit ? sql` and can_edit` : sql``})`;
