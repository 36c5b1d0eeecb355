import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the editor says in the browser. */
export default function EditorLayout({ children }: { children: ReactNode }) {
  return (
    <PageWords
      of={["chart", "dashboard", "drafts", "editor", "errors", "explore", "table", "versions", "yamlTab"]}
    >
      {children}
    </PageWords>
  );
}
