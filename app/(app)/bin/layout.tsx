import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the bin says in the browser. */
export default function BinLayout({ children }: { children: ReactNode }) {
  return <PageWords of={["bin"]}>{children}</PageWords>;
}
