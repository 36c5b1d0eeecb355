/** What a new dashboard begins as. */
import { z } from "zod";
import { Slug } from "@/lib/dashboards/schema";
import type { LayoutPreview } from "@/lib/dashboards/templates/preview";

const name = z.string().min(1).max(100);

export const TemplateSource = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("blank") }).strict(),
  /** A dashboard that came with a pack, as the pack has it. */
  z.object({ kind: z.literal("pack"), pack: name, slug: Slug }).strict(),
  /** One made from a dataset's model. */
  z.object({ kind: z.literal("dataset"), dataset: name }).strict(),
  /** Any the viewer may open. */
  z.object({ kind: z.literal("duplicate"), slug: Slug }).strict(),
]);
export type TemplateSource = z.infer<typeof TemplateSource>;

export const NewFromTemplate = z
  .object({ name: z.string().trim().min(1).max(200), from: TemplateSource })
  .strict();
export type NewFromTemplate = z.infer<typeof NewFromTemplate>;

/** A choice in the dialog, in the viewer's language. */
export interface Template {
  from: Exclude<TemplateSource, { kind: "blank" }>;
  name: string;
  description: string | null;
  /** Of a pack's: the pack. */
  group?: string;
  preview: LayoutPreview;
}
