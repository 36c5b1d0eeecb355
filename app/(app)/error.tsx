"use client";

import { BrokenPage, type BrokenPageProps } from "@/components/layout/broken-page";

export default function AppError(props: BrokenPageProps) {
  return <BrokenPage {...props} />;
}
