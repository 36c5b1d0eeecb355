"use client";

import { componentOnDemand } from "@/components/ui/on-demand";

/** Comes with the menu it stands in: name its `part` among what that needs. */
export const ExportItems = componentOnDemand(() =>
  import("@/components/exports/export-items").then((part) => part.ExportItems),
);
