import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the pages of administration say in the browser. */
export default function AdminLayout({ children }: { children: ReactNode }) {
  return <PageWords of={["account", "groups", "settings", "users"]}>{children}</PageWords>;
}
