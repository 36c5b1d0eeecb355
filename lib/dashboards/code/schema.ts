/** Dashboards as files: what comes in, and what would become of them. Client-safe. */
import { z } from "zod";
import type { SpecChange } from "@/lib/dashboards/diff/diff-specs";
import { Slug } from "@/lib/dashboards/schema";

/** All files together, as they come in. */
export const MOST_CODE_BYTES = 5_000_000;

const CodeDocument = z
  .object({
    /** As it is called where it lies; faults are told by it. */
    file: z.string().min(1).max(500),
    /** YAML. */
    text: z.string(),
  })
  .strict();

export const CodeInput = z
  .object({
    documents: z.array(CodeDocument).max(200),
    /** Slugs that these files are known to have held: what is absent of them was taken out of the files. */
    managed: z.array(Slug).max(5000).default([]),
    /** Puts those of `managed` into the bin that are in no file. */
    prune: z.boolean().default(false),
  })
  .strict();
export type CodeInput = z.input<typeof CodeInput>;

export const CodeApplication = CodeInput.extend({
  /** Overwrites what was published otherwise meanwhile. */
  force: z.boolean().default(false),
});
export type CodeApplication = z.input<typeof CodeApplication>;

/** What was published by other ways than files since the file was read. */
export interface Drift {
  /** The version the file goes by; null where it goes by none, and overwrites what it never read. */
  from: number | null;
  /** The newest one published otherwise. */
  version: number;
  /** Who published that; null for those who are gone, and for packs. */
  by: string | null;
  /** ISO 8601. */
  at: string;
  /** `user`, or `pack:<name>`. */
  origin: string;
  /** What differs since; without `from` nothing, for then all that the file changes does. */
  changes: SpecChange[];
}

export interface PlannedDashboard {
  slug: string;
  /** In the viewer's language. */
  name: string;
  /** Null for those that are in none. */
  file: string | null;
  action: "create" | "update" | "unchanged" | "delete";
  /** The version that is published, by `apply` the new one; null before there is one, and after. */
  version: number | null;
  changes: SpecChange[];
  drift: Drift | null;
}

/** Why a file can't be published. */
export interface CodeProblem {
  file: string;
  /** From 1; null where it is about all of the file. */
  line: number | null;
  /** In the document: `widgets.2.chart.measure`. */
  path: string;
  /** In the viewer's language. */
  message: string;
}

export interface CodePlan {
  /** By slug. */
  dashboards: PlannedDashboard[];
  /** While there are any, nothing can be applied. */
  problems: CodeProblem[];
  /** Of `managed` the dashboards that are in no file; they stay without `prune`. */
  absent: string[];
}
