import type { LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface EmptyStateProps {
  icon?: LucideIcon;
  /** Why there is nothing. */
  title: ReactNode;
  description?: ReactNode;
  /** The next step: buttons or links. */
  actions?: ReactNode;
  className?: string;
}

/** Nothing here: why, and what to do next. */
export function EmptyState({ icon: Icon, title, description, actions, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center justify-center px-6 py-10 text-center", className)}>
      {Icon ? (
        <span className="mb-3 inline-flex size-8 items-center justify-center rounded-3 bg-sunken text-ink-2">
          <Icon aria-hidden className="size-4" />
        </span>
      ) : null}
      <p className="font-semibold text-13">{title}</p>
      {description ? <p className="mt-1 max-w-96 text-12 text-ink-2">{description}</p> : null}
      {actions ? (
        <div className="mt-3 flex flex-wrap items-center justify-center gap-2">{actions}</div>
      ) : null}
    </div>
  );
}
