import type { ReactNode } from "react";
import { MenuButton } from "@/components/layout/menu-button";

export interface PageTitleProps {
  /** The page's h1, 20 px. */
  title: string;
  /** Counts, muted, beside the title. */
  summary?: ReactNode;
  actions?: ReactNode;
}

/** The head of a page with a title of its own: home, admin. */
export function PageTitle({ title, summary, actions }: PageTitleProps) {
  return (
    <header className="mb-4 flex min-h-11 flex-wrap items-center gap-x-2 gap-y-1 md:min-h-7 md:gap-x-3">
      <MenuButton />
      <h1 className="min-w-0 wrap-anywhere font-semibold text-20">{title}</h1>
      {summary ? <p className="text-13 text-ink-2">{summary}</p> : null}
      {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
    </header>
  );
}

/** The body of such a page: 24 × 32, 4 × 16 on phones. */
export function PageBody({ children }: { children: ReactNode }) {
  return (
    <main id="main" className="mx-auto w-full max-w-[1440px] flex-1 px-4 py-1 md:px-8 md:py-6">
      {children}
    </main>
  );
}
