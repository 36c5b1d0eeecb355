"use server";
import { z } from "zod";
import { listCommandTargets } from "@/lib/commands/list-command-targets";
import { defineAction } from "@/lib/define-action";

/** What the command menu searches, besides pages and commands. */
export const loadCommandTargets = defineAction(z.undefined(), (viewer) => listCommandTargets(viewer));
