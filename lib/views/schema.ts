/** A saved state of a dashboard's tables. */
import { z } from "zod";
import { WidgetId } from "@/lib/dashboards/layout";
import { displayName } from "@/lib/display-name";
import { TableConfig } from "@/lib/table/table-config";

export const ViewScope = z.enum(["personal", "shared"]);
export type ViewScope = z.infer<typeof ViewScope>;

/**
 * What people write. Without a name it is the viewer's own state of the dashboard. A change keeps what it leaves out.
 * Configurations of widgets the dashboard lacks are kept and ignored.
 */
export const ViewInput = z
  .object({
    /** As the switcher shows it; unique without case among one's own of a dashboard. */
    name: displayName(200).nullish(),
    /** Personal, unless said otherwise. */
    scope: ViewScope.optional(),
    /** What was read: a change of anything newer is refused. Without it the change is made whatever stands there. */
    version: z.number().int().min(1).optional(),
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
  "isMine",
  "isMyDefault",
  "isDefault",
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
  /** Whether the viewer made it. */
  isMine: boolean;
  /** Raised by every change: sent along with one, it is the lock. */
  version: number;
  /** Whether the dashboard opens with it for the viewer. */
  isMyDefault: boolean;
  /** Whether it opens with it for everybody who chose none and saved none of their own. */
  isDefault: boolean;
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

/** Which view a dashboard opens with. */
export const DefaultViewInput = z.strictObject({
  /** Null: none, as if none had been chosen. */
  view: z.uuid().nullable(),
  /** For oneself, or for everybody who chose none. */
  for: z.enum(["me", "everyone"]),
});
export type DefaultViewInput = z.infer<typeof DefaultViewInput>;

/** The views a dashboard opens with; null where none was chosen. */
export interface DefaultViews {
  me: string | null;
  everyone: string | null;
}
