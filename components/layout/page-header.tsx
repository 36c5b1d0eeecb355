import { ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { MenuButton } from "@/components/layout/menu-button";
import { cn } from "@/components/ui/cn";

export interface Crumb {
  label: string;
  href: string;
}

export interface PageHeaderProps {
  /** The page's h1, 15 px. */
  title: string;
  /** The way up, without the page itself; hidden on phones. */
  breadcrumbs?: readonly Crumb[];
  /** Small, under the title on phones: range, freshness. */
  subtitle?: ReactNode;
  /** Beside the title: favourite star, view switcher. */
  children?: ReactNode;
  /** At the right edge. */
  actions?: ReactNode;
  /** On phones what is beside the title has a row of its own. */
  twoRows?: boolean;
}

/** The bar of 44 px (48 on phones) at the top of a page that is all content: dashboards, explore. */
export function PageHeader({
  title,
  breadcrumbs = [],
  subtitle,
  children,
  actions,
  twoRows = false,
}: PageHeaderProps) {
  const t = useTranslations("layout");
  return (
    <header
      data-print="hide"
      className={cn(
        "sticky top-0 z-30 flex min-h-12 shrink-0 items-center gap-2 border-line border-b bg-surface px-4 md:h-11 md:min-h-0",
        twoRows && "max-md:flex-wrap max-md:gap-y-0",
      )}
    >
      <MenuButton />
      {breadcrumbs.length > 0 ? (
        <nav aria-label={t("breadcrumbs")} className="hidden md:block">
          <ol className="flex items-center gap-1 text-13 text-ink-2">
            {breadcrumbs.map(({ label, href }) => (
              <li key={href} className="flex items-center gap-1">
                <Link href={href} className="rounded-tag hover:text-ink hover:underline">
                  {label}
                </Link>
                <ChevronRight aria-hidden className="size-3.5 text-ink-3" />
              </li>
            ))}
          </ol>
        </nav>
      ) : null}
      <div className={cn("min-w-0", twoRows && "max-md:flex-1")}>
        <h1 className="truncate font-semibold text-15">{title}</h1>
        {subtitle ? <p className="truncate text-11 text-ink-2 md:hidden">{subtitle}</p> : null}
      </div>
      {twoRows ? (
        <div className="order-last flex min-h-11 min-w-0 basis-full items-center gap-2 md:contents">
          {children}
        </div>
      ) : (
        children
      )}
      {actions ? <div className="ml-auto flex shrink-0 items-center gap-1 md:gap-2">{actions}</div> : null}
    </header>
  );
}
