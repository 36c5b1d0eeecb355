import type { ReactNode } from "react";
import { PageWords } from "@/components/layout/page-words";

/** What the account's page says in the browser. */
export default function AccountLayout({ children }: { children: ReactNode }) {
  return <PageWords of={["account"]}>{children}</PageWords>;
}
