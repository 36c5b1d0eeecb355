"use client";

import { catchError, type ErrorInfo } from "next/error";
import { useTranslations } from "next-intl";
import { useNavigation } from "@/components/dashboard/navigation";
import { digestOf } from "@/components/layout/broken-page";
import { ErrorState } from "@/components/ui/error-state";

export interface WidgetFailureProps {
  /** What failed, in the reader's language. */
  message: string;
  /** The part of the widget at fault: which name, which field. */
  detail?: string | undefined;
  /** Of the log line. */
  id?: string | undefined;
}

/** A widget that could not answer, while the others work. */
export function WidgetFailure({ message, detail, id }: WidgetFailureProps) {
  const { refresh, pending } = useNavigation();
  return (
    <ErrorState
      title={message}
      description={detail}
      id={id}
      onRetry={refresh}
      retrying={pending}
      className="h-full overflow-auto py-3"
    />
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
