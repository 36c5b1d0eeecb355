"use client";

import type { LucideIcon } from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

export interface SidebarLinkProps {
  href: string;
  label: string;
  icon: LucideIcon;
  /** The whole icon is filled while the page is open: a favourite's star. */
  fillWhenCurrent?: boolean;
  collapsed?: boolean;
  onNavigate?: () => void;
}

/** One place to go, marked while we are there. */
export function SidebarLink({
  href,
  label,
  icon: Icon,
  fillWhenCurrent = false,
  collapsed = false,
  onNavigate,
}: SidebarLinkProps) {
  const pathname = usePathname();
  const current = href === "/" ? pathname === "/" : pathname === href || pathname.startsWith(`${href}/`);
  const link = (
    <Link
      href={href}
      onClick={onNavigate}
      aria-current={current ? "page" : undefined}
      className={cn(
        "flex h-7 items-center gap-2 rounded-2 px-2 text-13 text-ink-2 transition-colors hover:bg-hover hover:text-ink pointer-coarse:h-11",
        current && "bg-accent-soft font-medium text-ink hover:bg-accent-soft",
        collapsed && "justify-center px-0",
      )}
    >
      <Icon
        aria-hidden
        className={cn(
          "size-4 shrink-0",
          current ? "text-accent" : "text-ink-2",
          current && fillWhenCurrent && "fill-accent",
        )}
      />
      <span className={collapsed ? "sr-only" : "truncate"}>{label}</span>
    </Link>
  );
  if (!collapsed) return link;
  return (
    <Tooltip content={label} side="right">
      {link}
    </Tooltip>
  );
}
