"use server";
import { z } from "zod";
import { addWidget, NewWidget } from "@/lib/dashboards/add-widget";
import { PlaceChange } from "@/lib/dashboards/place";
import { placeDashboard } from "@/lib/dashboards/place-dashboard";
import { Slug } from "@/lib/dashboards/schema";
import { defineAction } from "@/lib/define-action";

/** Moves a dashboard into a folder or tags it. */
export const placeDashboardAction = defineAction(
  z.strictObject({ slug: Slug, ...PlaceChange.shape }),
  (viewer, { slug, ...place }) => placeDashboard(viewer, slug, place),
);

/** Puts a widget into a dashboard, or a new one, and publishes it. */
export const addWidgetAction = defineAction(NewWidget, addWidget);
