import { z } from "zod";

/** Which data version a dataset has from now on: as the database notifies of it and as streams tell it. */
export const VersionNews = z.object({
  dataset: z.string(),
  version: z.number().int(),
  /** ISO 8601; the database writes its own offset. */
  dataAsOf: z.iso.datetime({ offset: true }).transform((text) => new Date(text).toISOString()),
});
export type VersionNews = z.infer<typeof VersionNews>;

/** A notification's payload; null for what is none of ours. */
export function parseNews(payload: string): VersionNews | null {
  try {
    return VersionNews.safeParse(JSON.parse(payload)).data ?? null;
  } catch {
    return null;
  }
}
