import { z } from "zod";
import type { VersionNews } from "@/lib/live/version-news";

/** What an event of a stream holds, for the API's description: browsers read it without the schema library. */
export const VersionNewsEvent = z.object({
  dataset: z.string(),
  version: z.number().int(),
  dataAsOf: z.iso.datetime(),
}) satisfies z.ZodType<VersionNews>;
