/** What somebody makes of a dashboard and has not published. Client-safe. */
import { z } from "zod";
import type { DashboardSpec, SpecIssue } from "@/lib/dashboards/schema";

/** As long as a document may be. */
export const MOST_CHARACTERS = 2_000_000;

export const DraftInput = z.strictObject({
  /** The published version it began from. */
  baseVersion: z.number().int().min(1),
  /** The one that was read; null: there was none. */
  revision: z.number().int().min(1).nullable(),
  /** A `DashboardSpec`. */
  config: z.record(z.string(), z.unknown()),
  /** YAML as it was typed, where it says more than `config`. */
  source: z.string().max(MOST_CHARACTERS).nullish(),
});
export type DraftInput = z.input<typeof DraftInput>;

/** What saving tells of a draft. */
export interface SavedDraft {
  revision: number;
  baseVersion: number;
  updatedAt: string;
}

export interface Draft extends SavedDraft {
  config: DashboardSpec;
  source: string | null;
  /** Only when parts of the stored document are broken, and left out of `config`. */
  issues?: SpecIssue[];
}
