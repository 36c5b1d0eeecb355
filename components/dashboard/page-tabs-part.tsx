"use client";

import dynamic from "next/dynamic";

/** Loaded by dashboards of several pages. */
export const PageTabs = dynamic(() =>
  import("@/components/dashboard/page-tabs").then((part) => part.PageTabs),
);
