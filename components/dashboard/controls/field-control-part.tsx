"use client";

import dynamic from "next/dynamic";

/** Loaded by dashboards that have such a control: many have none but their days. Drawn on the server as ever. */
export const FieldControl = dynamic(() =>
  import("@/components/dashboard/controls/field-control").then((part) => part.FieldControl),
);
