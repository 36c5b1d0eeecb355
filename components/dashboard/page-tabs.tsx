"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type MouseEvent, useEffect, useOptimistic, useRef, useTransition } from "react";
import { useNavigation } from "@/components/dashboard/navigation";
import { withPage } from "@/lib/dashboards/page-address";
import { searchString } from "@/lib/table/search-params";

export interface PageTabsProps {
  pages: readonly { id: string; title: string }[];
  /** The one that is open. */
  page: string;
}

/** The pages of a dashboard: links, so that another tab may open one, with all else of the address as it is. */
export function PageTabs({ pages, page }: PageTabsProps) {
  const t = useTranslations("dashboard");
  const { navigate } = useNavigation();
  const pathname = usePathname();
  const params = new URLSearchParams(useSearchParams());
  const [, start] = useTransition();
  const [shown, show] = useOptimistic(page);
  const list = useRef<HTMLUListElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page has another tab to show.
  useEffect(() => {
    const tab = list.current?.querySelector("[aria-current]");
    if (!list.current || !(tab instanceof HTMLElement)) return;
    // Across alone: the page stays where it is.
    list.current.scrollLeft = tab.offsetLeft - (list.current.clientWidth - tab.offsetWidth) / 2;
  }, [shown]);

  const go = (event: MouseEvent, id: string) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey || event.button !== 0) return;
    event.preventDefault();
    if (id === shown) return;
    start(() => {
      show(id);
      navigate(withPage(new URLSearchParams(window.location.search), id, pages));
    });
  };
  return (
    <nav aria-label={t("pages")} data-print="hide" className="border-line border-b bg-surface">
      <ul ref={list} className="relative flex gap-4 overflow-x-auto px-4 [scrollbar-width:none]">
        {pages.map(({ id, title }) => (
          <li key={id} className="shrink-0">
            <a
              href={pathname + searchString(withPage(params, id, pages))}
              aria-current={id === shown ? "page" : undefined}
              onClick={(event) => go(event, id)}
              className="flex h-9 max-w-64 items-center border-transparent border-b-2 text-13 text-ink-2 -outline-offset-2 transition-colors hover:text-ink aria-[current=page]:border-accent aria-[current=page]:font-semibold aria-[current=page]:text-ink pointer-coarse:h-11"
            >
              <span className="truncate">{title}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
