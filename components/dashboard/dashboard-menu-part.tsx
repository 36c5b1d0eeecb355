"use client";

import dynamic from "next/dynamic";

/** Loaded by who may change the dashboard, or make another of it: a viewer's page holds none of it. */
export const DashboardMenu = dynamic(() =>
  import("@/components/dashboard/dashboard-menu").then((part) => part.DashboardMenu),
);
