/** A small document of plain texts, for tests of the editor. */
import type { Box } from "@/lib/dashboards/layout";
import { DashboardSpec, type DashboardSpecInput } from "@/lib/dashboards/schema";

/** Texts at these places, lowest first: `[x, y, w, h]`. */
export const specOf = (
  boxes: Record<string, readonly [number, number, number, number] | Box>,
  over: Omit<Partial<DashboardSpecInput>, "layout"> & { layout?: Partial<DashboardSpecInput["layout"]> } = {},
): DashboardSpec =>
  DashboardSpec.parse({
    slug: "edited",
    name: "Edited",
    widgets: Object.keys(boxes).map((id) => ({ id, type: "text", text: id })),
    ...over,
    layout: {
      width: 1000,
      widgets: Object.fromEntries(
        Object.entries(boxes).map(([id, box]) =>
          "length" in box ? [id, { x: box[0], y: box[1], w: box[2], h: box[3] }] : [id, box],
        ),
      ),
      ...over.layout,
    },
  });

/** `[x, y, w, h]` of each. */
export const places = (spec: DashboardSpec) =>
  Object.fromEntries(
    Object.entries(spec.layout.widgets).map(([id, { x, y, w, h }]) => [id, [x, y, w, h]] as const),
  );

export const order = (spec: DashboardSpec) => spec.widgets.map(({ id }) => id).join("");
