"use server";
import { z } from "zod";
import { Slug } from "@/lib/dashboards/schema";
import { defineAction } from "@/lib/define-action";
import { createView } from "@/lib/views/create-view";
import { deleteView } from "@/lib/views/delete-view";
import { ViewInput } from "@/lib/views/schema";
import { updateView } from "@/lib/views/update-view";

/** Saves tables' state: without a name as the viewer's own state, with one as a new view. */
export const saveView = defineAction(
  z.object({ dashboard: Slug, view: ViewInput }),
  (viewer, { dashboard, view }) => createView(viewer, dashboard, view),
);

/** Writes into a view there is: its configurations, its name or its scope. */
export const changeView = defineAction(z.object({ id: z.uuid(), view: ViewInput }), (viewer, { id, view }) =>
  updateView(viewer, id, view),
);

/** Removes a view. */
export const removeView = defineAction(z.object({ id: z.uuid() }), (viewer, { id }) =>
  deleteView(viewer, id),
);
