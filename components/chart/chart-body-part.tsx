"use client";

import dynamic from "next/dynamic";

/** The chart's part in the browser, loaded by pages that show one: a dashboard of tables has none. Drawn on the server as ever. */
export const ChartBody = dynamic(() =>
  import("@/components/chart/chart-body").then((part) => part.ChartBody),
);
