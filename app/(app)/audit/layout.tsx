import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the audit log says in the browser. */
export default function AuditLayout({ children }: { children: ReactNode }) {
  return <PageWords of={["audit", "dashboard", "table"]}>{children}</PageWords>;
}
