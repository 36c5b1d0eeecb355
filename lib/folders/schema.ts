/** Folders dashboards are kept in. A folder opens nothing: who sees a dashboard is the dashboard's own matter. Client-safe. */
import { z } from "zod";
import { displayName } from "@/lib/display-name";

/** Levels, the topmost included. */
export const DEEPEST = 5;

/** Part of a path, so without its separator; unique beside its siblings, without case. */
export const FolderName = displayName(100).refine((name) => !name.includes("/"), {
  params: { key: "noSlash" },
});

export const NewFolder = z.strictObject({
  name: FolderName,
  /** The folder it stands in; null at the top. */
  parent: z.uuid().nullable().default(null),
});
export type NewFolder = z.input<typeof NewFolder>;

export const FolderChange = z.strictObject({
  id: z.uuid(),
  name: FolderName.optional(),
  parent: z.uuid().nullable().optional(),
});
export type FolderChange = z.input<typeof FolderChange>;

export const FolderDeletion = z.strictObject({ id: z.uuid() });
export type FolderDeletion = z.infer<typeof FolderDeletion>;

/** A folder as lists have it. */
export interface Folder {
  id: string;
  name: string;
  parent: string | null;
  /** Its own name last: `Marketing/Brand`. */
  path: string;
}
