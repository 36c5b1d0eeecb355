"use server";
import { z } from "zod";
import { createFromTemplate } from "@/lib/dashboards/templates/create-from-template";
import { listTemplates } from "@/lib/dashboards/templates/list-templates";
import { NewFromTemplate } from "@/lib/dashboards/templates/schema";
import { defineAction } from "@/lib/define-action";

/** What a new dashboard may begin as. */
export const listTemplatesAction = defineAction(z.undefined(), (viewer) => listTemplates(viewer));

/** Makes a dashboard of the viewer's own out of one of them. */
export const createFromTemplateAction = defineAction(NewFromTemplate, createFromTemplate);
