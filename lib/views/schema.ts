/** A saved state of a dashboard's tables. */
import { z } from "zod";
import { WidgetId } from "@/lib/dashboards/schema";
import { TableConfig } from "@/lib/table/table-config";

export const ViewScope = z.enum(["personal", "shared"]);
export type ViewScope = z.infer<typeof ViewScope>;

/**
 * What people write. Without a name it is the viewer's own state of the dashboard. A change keeps what it leaves out.
 * Configurations of widgets the dashboard lacks are kept and ignored.
 */
export const ViewInput = z
  .object({
    name: z.string().trim().min(1).max(200).nullish(),
    /** Personal, unless said otherwise. */
    scope: ViewScope.optional(),
    widgets: z
      .record(WidgetId, TableConfig)
      .refine((widgets) => Object.keys(widgets).length <= 200, {
        message: "at most 200 widgets",
        params: { key: "tooMany", values: { maximum: 200 } },
      })
      .optional(),
  })
  .strict();
export type ViewInput = z.infer<typeof ViewInput>;

/** What the server keeps beside it: ignored where a view comes in, so that what GET gave can be sent back. */
export const VIEW_SERVER_FIELDS = [
  "id",
  "dashboard",
  "ownerId",
  "ownerName",
  "canEdit",
  "updatedAt",
] as const;

/** A view in a list. */
export interface ViewSummary {
  id: string;
  /** Null: the viewer's own state. */
  name: string | null;
  scope: ViewScope;
  /** Slug of its dashboard. */
  dashboard: string;
  ownerId: string;
  ownerName: string;
  /** Whether the viewer may change or delete it. */
  canEdit: boolean;
  /** ISO 8601. */
  updatedAt: string;
}

/** A view as `GET /views/{id}` answers. */
export interface View extends ViewSummary {
  widgets: Record<string, TableConfig>;
}

/** What a dashboard's tables show now, and why. */
export interface ResolvedView {
  /** The view in force; null: the dashboard's defaults. */
  active: ViewSummary | null;
  /** True when the address named a view that is gone or not the viewer's. */
  missing: boolean;
  /** For each table of the dashboard, its default with the view's fields over it. */
  widgets: Record<string, TableConfig>;
  /** By widget, columns the view names that its dataset no longer has: left out. */
  dropped: Record<string, string[]>;
}
