import "server-only";
import { and, eq, or, type SQL } from "drizzle-orm";
import { dashboards } from "@/db/schema/dashboards";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";
import { notBinned } from "@/lib/dashboards/bin/not-binned";
import { sharedWith } from "@/lib/dashboards/share/shared-with";

/** Whose a dashboard is, wherever it lies; an admin's are all. */
export const belongsTo = (viewer: Viewer): SQL | undefined =>
  atLeast(viewer.role, "admin") ? undefined : eq(dashboards.ownerId, viewer.userId);

/** Ownership for the WHERE of a change that is the owner's alone; an admin's are all. Not in the bin. */
export const ownedBy = (viewer: Viewer): SQL | undefined => and(notBinned, belongsTo(viewer));

/** The right to change for the WHERE: the viewer's own dashboards and those given to them; an admin's are all. Not in the bin. */
export const editableBy = (viewer: Viewer): SQL | undefined =>
  and(
    notBinned,
    atLeast(viewer.role, "admin") ? undefined : or(belongsTo(viewer), sharedWith(viewer, { toEdit: true })),
  );
