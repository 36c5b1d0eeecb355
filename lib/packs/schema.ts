/** What a pack says about itself: `packs/<name>/pack.yml`. */
import { z } from "zod";
import { LocalText } from "@/lib/format/format";

export const PackManifest = z
  .object({
    /** The folder's own name. */
    name: z.string().regex(/^[a-z][a-z0-9-]{0,62}$/, "lower-case letters, digits and -"),
    version: z.string().regex(/^\d+\.\d+\.\d+$/, "a version such as 1.0.0"),
    label: LocalText,
    description: LocalText.optional(),
  })
  .strict();
export type PackManifest = z.infer<typeof PackManifest>;
