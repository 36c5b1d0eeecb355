/** What a file is asked for. */
import { z } from "zod";

const Name = z.string().min(1).max(200);
export const EXPORT_FORMATS = ["csv", "xlsx", "json"] as const;

export const ExportOptions = z.object({
  format: z.enum(EXPORT_FORMATS),
  /** Of CSV: values as they are kept, or as the page writes them. */
  values: z.enum(["raw", "formatted"]).default("raw"),
  /** Of CSV: begins with a byte order mark, by which Excel knows UTF-8. */
  bom: z.boolean().default(false),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

/** A widget, every widget of a dashboard, or what is explored. */
export const ExportSubject = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("widget"), dashboard: Name, widget: Name }).strict(),
  z.object({ kind: z.literal("dashboard"), dashboard: Name }).strict(),
  z.object({ kind: z.literal("explore"), dataset: Name }).strict(),
]);
export type ExportSubject = z.infer<typeof ExportSubject>;

export const ExportRequest = z
  .object({
    of: ExportSubject,
    /** The page's query string, as it stands in its address. */
    address: z.string().max(16_000).default(""),
    ...ExportOptions.shape,
  })
  .strict()
  .refine(({ of, format }) => of.kind !== "dashboard" || format === "xlsx", {
    path: ["format"],
    params: { key: "dashboardFormat" },
  });
export type ExportRequest = z.infer<typeof ExportRequest>;
