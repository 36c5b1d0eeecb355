/** A connection to data we read: what a pack's `source.yml` holds. */
import { z } from "zod";

/** `url: workspace` is our own Postgres, read as the reader role. Datasets may stand only on the listed schemas. */
export const Source = z
  .object({
    id: z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/, "lower-case letters, digits, - and _"),
    kind: z.literal("postgres"),
    url: z.literal("workspace"),
    schemas: z.array(z.string().min(1).max(63)).min(1),
  })
  .strict();
export type Source = z.infer<typeof Source>;

/** Schemas that hold people, sessions and the machinery, whatever a source allows. */
export const isDataSchema = (schema: string): boolean =>
  !/^(public|information_schema|drizzle|pgboss|pg_.*)$/i.test(schema);
