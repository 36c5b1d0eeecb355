/** Deleted dashboards, until they are gone for good. Client-safe. */
import { z } from "zod";
import { Slug } from "@/lib/dashboards/schema";

/** Days a dashboard stays in the bin. */
export const BIN_DAYS = 30;

/** When a dashboard that was deleted then is gone for good; the nightly cleanup takes it after. ISO 8601. */
export const goneAt = (deletedAt: Date): string =>
  new Date(deletedAt.getTime() + BIN_DAYS * 86_400_000).toISOString();

export const Restoration = z.strictObject({
  /** Another address, where its own is taken by now. */
  slug: Slug.optional(),
});
export type Restoration = z.infer<typeof Restoration>;

/** A dashboard in the bin. */
export interface BinnedDashboard {
  id: string;
  slug: string;
  /** In the viewer's language. */
  name: string;
  /** Null for those that came with a pack or whose owner left. */
  ownerId: string | null;
  ownerName: string | null;
  /** Who deleted it; null when they left. */
  deletedBy: { id: string; name: string } | null;
  deletedAt: string;
  goneAt: string;
  /** A dashboard stands at its address by now: restoring needs another one. */
  slugTaken: boolean;
}
