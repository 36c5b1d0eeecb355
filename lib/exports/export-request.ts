/** What a file is asked for. */
import { z } from "zod";

export const ExportRequest = z
  .object({
    of: z.discriminatedUnion("kind", [
      z
        .object({
          kind: z.literal("widget"),
          dashboard: z.string().min(1).max(200),
          widget: z.string().min(1).max(200),
        })
        .strict(),
      z.object({ kind: z.literal("dashboard"), dashboard: z.string().min(1).max(200) }).strict(),
      z.object({ kind: z.literal("explore"), dataset: z.string().min(1).max(200) }).strict(),
    ]),
    /** The page's query string, as it stands in its address. */
    address: z.string().max(16_000).default(""),
    format: z.enum(["csv", "xlsx", "json"]),
    /** Of CSV: values as they are kept, or as the page writes them. */
    values: z.enum(["raw", "formatted"]).default("raw"),
    /** Of CSV: begins with a byte order mark, by which Excel knows UTF-8. */
    bom: z.boolean().default(false),
  })
  .strict();
export type ExportRequest = z.infer<typeof ExportRequest>;
