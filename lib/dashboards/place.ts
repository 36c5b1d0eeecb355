/** Where a dashboard is kept and what it is found by. Client-safe. */
import { z } from "zod";
import { displayName } from "@/lib/display-name";

/** A word or two to find dashboards by. */
export const Tag = displayName(40).refine((tag) => !tag.includes(","), { params: { key: "noComma" } });

/** In the order they were written; the same tag in other case is the same. */
export const Tags = z
  .array(Tag)
  .max(20)
  .transform((tags) => {
    const seen = new Set<string>();
    return tags.filter((tag) => !seen.has(tag.toLowerCase()) && seen.add(tag.toLowerCase()));
  });

export const PlaceChange = z.strictObject({
  /** A folder's id; null takes it out of all. As it was when left out. */
  folder: z.uuid().nullable().optional(),
  /** All of them. As they were when left out. */
  tags: Tags.optional(),
});
export type PlaceChange = z.input<typeof PlaceChange>;

export interface Place {
  /** The folder's path, `Marketing/Brand`; null: in none. */
  folder: string | null;
  tags: string[];
}
