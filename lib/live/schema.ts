import { z } from "zod";
import { Id } from "@/lib/datasets/sql-text";

/** What a stream is asked for. */
export const LiveQuery = z
  .object({
    /** Ids with commas between; all the caller may see when left out. */
    datasets: z
      .string()
      .max(4_000)
      .transform((text) => [...new Set(text.split(","))])
      .pipe(z.array(Id).min(1))
      .optional(),
    /** The last event's id, for readers who can't send `Last-Event-ID`: nothing is said again that it covers. */
    since: z.string().max(64).optional(),
    /** `false`: the versions there are now, then the end. */
    follow: z
      .enum(["true", "false"])
      .default("true")
      .transform((text) => text === "true"),
  })
  .strict();
export type LiveQuery = z.output<typeof LiveQuery>;
