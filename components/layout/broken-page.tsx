"use client";

import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { digestOf } from "@/components/layout/digest-of";
import { ErrorState } from "@/components/ui/error-state";

export interface BrokenPageProps {
  error: unknown;
  retry: () => void;
}

/** A page that failed: one sentence, retry, the id of the log line. */
export function BrokenPage({ error, retry }: BrokenPageProps) {
  const t = useTranslations("pages");
  useEffect(() => {
    console.error(error);
  }, [error]);
  return (
    <main id="main" className="flex min-h-[60dvh] items-center justify-center">
      <h1 className="sr-only">{t("broken.title")}</h1>
      <ErrorState
        title={t("broken.title")}
        description={t("broken.text")}
        onRetry={retry}
        id={digestOf(error)}
      />
    </main>
  );
}
