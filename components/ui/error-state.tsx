"use client";

import { RefreshCw, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CopyButton } from "@/components/ui/copy-button";

export interface ErrorStateProps {
  /** What failed, in one sentence. */
  title: ReactNode;
  description?: ReactNode;
  onRetry?: () => void;
  retrying?: boolean;
  /** The id under which the server logged it. */
  id?: string | undefined;
  actions?: ReactNode;
  className?: string;
}

/** What failed, a retry and an id to hand to whoever looks after the server. */
export function ErrorState({
  title,
  description,
  onRetry,
  retrying = false,
  id,
  actions,
  className,
}: ErrorStateProps) {
  const t = useTranslations("common");
  return (
    <div
      role="alert"
      className={cn("flex flex-col items-center justify-center px-6 py-10 text-center", className)}
    >
      <span className="mb-3 inline-flex size-8 items-center justify-center rounded-3 bg-neg-soft text-neg">
        <TriangleAlert aria-hidden className="size-4" />
      </span>
      <p className="font-semibold text-13">{title}</p>
      {description ? <p className="mt-1 max-w-96 text-12 text-ink-2">{description}</p> : null}
      <div className="mt-3 flex flex-wrap items-center justify-center gap-2">
        {onRetry ? (
          <Button size="sm" onClick={onRetry} busy={retrying}>
            <RefreshCw aria-hidden />
            {t("retry")}
          </Button>
        ) : null}
        {actions}
        {id ? (
          <span className="inline-flex items-center gap-1 font-mono text-11 text-ink-2">
            {id}
            <CopyButton text={id} label={t("copyId")} />
          </span>
        ) : null}
      </div>
    </div>
  );
}
