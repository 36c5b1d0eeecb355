import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the editor says in the browser. */
export default function EditorLayout({ children }: { children: ReactNode }) {
  return (
    <PageWords of={["chart", "dashboard", "editor", "errors", "explore", "table"]}>{children}</PageWords>
  );
}
