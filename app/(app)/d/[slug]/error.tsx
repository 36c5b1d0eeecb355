"use client";

import { BrokenPage, type BrokenPageProps } from "@/components/layout/broken-page";

export default function DashboardError(props: BrokenPageProps) {
  return <BrokenPage {...props} />;
}
