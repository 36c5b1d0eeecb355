"use client";

import { TriangleAlert } from "lucide-react";
// `next/error` itself brings the error page of the other router along.
import { catchError } from "next/dist/client/components/catch-error";
import type { ErrorInfo } from "next/error";
import { useTranslations } from "next-intl";
import { useNavigation } from "@/components/dashboard/navigation";
import { digestOf } from "@/components/layout/digest-of";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState } from "@/components/ui/error-state";

export interface WidgetFailureProps {
  /** What failed, in the reader's language. */
  message: string;
  /** The part of the widget at fault: `measures.1`. */
  detail?: string | undefined;
  /** Of the log line. */
  id?: string | undefined;
  /** In one row, where a widget is low: a KPI strip. */
  compact?: boolean;
  /** Off where asking again cannot help: the document itself is broken. */
  retry?: boolean;
}

/** A widget that could not answer, while the others work. */
export function WidgetFailure({ message, detail, id, compact = false, retry = true }: WidgetFailureProps) {
  const t = useTranslations("common");
  const { refresh, pending } = useNavigation();
  const onRetry = retry ? { onRetry: refresh, retrying: pending } : {};
  if (!compact)
    return (
      <ErrorState
        title={message}
        description={detail}
        id={id}
        {...onRetry}
        className="h-full overflow-auto py-3"
      />
    );
  return (
    <div
      role="alert"
      className="flex h-full min-h-16 flex-wrap items-center gap-x-3 gap-y-1 overflow-auto px-4 py-2 text-12"
    >
      <TriangleAlert aria-hidden className="size-4 shrink-0 text-neg" />
      <p>
        <span className="font-semibold">{message}</span> <span className="text-ink-2">{detail}</span>
      </p>
      {retry ? (
        <Button size="sm" onClick={refresh} busy={pending}>
          {t("retry")}
        </Button>
      ) : null}
      {id ? (
        <span className="inline-flex items-center gap-1 font-mono text-11 text-ink-2">
          {id}
          <CopyButton text={id} label={t("copyId")} />
        </span>
      ) : null}
    </div>
  );
}

function Broken({ title, error, retry }: { title: string } & Pick<ErrorInfo, "error" | "retry">) {
  const t = useTranslations("dashboard");
  return (
    <ErrorState
      title={t("broken", { title })}
      id={digestOf(error)}
      onRetry={retry}
      className="h-full overflow-auto py-3"
    />
  );
}

/** Keeps what nobody foresaw within its widget. */
export const WidgetBoundary = catchError(({ title }: { title: string }, { error, retry }) => (
  <Broken title={title} error={error} retry={retry} />
));
