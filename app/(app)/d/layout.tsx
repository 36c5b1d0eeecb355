import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";
import { can } from "@/lib/access/can";
import { requireViewer } from "@/lib/auth/require-viewer";

/** What a dashboard says in the browser. Faults of formats are told only to who may write formats, versions to who may change it. */
export default async function DashboardsLayout({ children }: { children: ReactNode }) {
  const viewer = await requireViewer();
  const editing = can(viewer, "view.format") ? (["errors"] as const) : [];
  const changing = can(viewer, "dashboard.update") ? (["versions"] as const) : [];
  const creating = can(viewer, "dashboard.create") ? (["templates"] as const) : [];
  return (
    <PageWords of={["chart", "dashboard", "share", "table", ...editing, ...changing, ...creating]}>
      {children}
    </PageWords>
  );
}
