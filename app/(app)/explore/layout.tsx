import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What exploring says in the browser. */
export default function ExploreLayout({ children }: { children: ReactNode }) {
  return (
    <PageWords of={["chart", "dashboard", "dashboards", "errors", "explore", "table"]}>{children}</PageWords>
  );
}
