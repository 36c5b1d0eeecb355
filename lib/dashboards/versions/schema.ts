/** What was published of a dashboard. Client-safe. */
import { z } from "zod";
import { Message } from "@/lib/dashboards/schema";

export const VersionFilter = z.object({
  /** Only versions before this one. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type VersionFilter = z.input<typeof VersionFilter>;

/** A version in a list. */
export interface DashboardVersion {
  version: number;
  /** Null: a pack or a person who left. */
  author: { id: string; name: string } | null;
  /** `user`, `code` or `pack:<name>`. */
  origin: string;
  /** What its author said of it. */
  message: string | null;
  createdAt: string;
  /** How many widgets it has. */
  widgets: number;
}

export const VersionRestoration = z.strictObject({
  /** The published version that was read: the lock, as for publishing. */
  version: z.number().int().min(1),
  message: Message,
});
export type VersionRestoration = z.input<typeof VersionRestoration>;
