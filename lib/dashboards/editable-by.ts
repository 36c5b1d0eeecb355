import "server-only";
import { eq, or, type SQL } from "drizzle-orm";
import { dashboards } from "@/db/schema/dashboards";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { sharedWith } from "@/lib/dashboards/share/shared-with";

/** Ownership for the WHERE of a change that is the owner's alone; an admin's are all. */
export const ownedBy = (viewer: Viewer): SQL | undefined =>
  atLeast(viewer.role, "admin") ? undefined : eq(dashboards.ownerId, viewer.userId);

/** The right to change for the WHERE: the viewer's own dashboards and those given to them; an admin's are all. */
export const editableBy = (viewer: Viewer): SQL | undefined =>
  atLeast(viewer.role, "admin") ? undefined : or(ownedBy(viewer), sharedWith(viewer, { toEdit: true }));
