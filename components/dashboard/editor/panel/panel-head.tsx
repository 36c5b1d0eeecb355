import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";

/** What the panel is about, and what is done to the whole of it. */
export function PanelHead({
  icon: Icon,
  title,
  children,
}: {
  icon: LucideIcon;
  title: string;
  children?: ReactNode;
}) {
  return (
    <div data-panel-head className="flex h-11 items-center gap-2 border-line border-b pr-2 pl-4">
      <Icon aria-hidden className="size-4 shrink-0 text-ink-2" />
      <h2 className="min-w-0 flex-1 truncate font-semibold text-13">{title}</h2>
      {children}
    </div>
  );
}
