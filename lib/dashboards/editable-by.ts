import "server-only";
import { eq, type SQL } from "drizzle-orm";
import { dashboards } from "@/db/schema/dashboards";
import { atLeast } from "@/lib/access/roles";
import type { Viewer } from "@/lib/access/viewer";

/** Ownership for the WHERE of a change: the viewer's own dashboards; an admin's are all. */
export const editableBy = (viewer: Viewer): SQL | undefined =>
  atLeast(viewer.role, "admin") ? undefined : eq(dashboards.ownerId, viewer.userId);
