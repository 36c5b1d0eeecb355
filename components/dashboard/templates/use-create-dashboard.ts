"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { createFromTemplateAction } from "@/lib/dashboards/templates/actions";
import type { NewFromTemplate } from "@/lib/dashboards/templates/schema";

/** Makes a dashboard and goes on to its editor. */
export function useCreateDashboard() {
  const t = useTranslations("templates");
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();
  const create = ({ name, from }: NewFromTemplate) => {
    if (busy) return;
    if (name.trim() === "") return setError(t("nameMissing"));
    start(async () => {
      const answer = await createFromTemplateAction({ name, from }).catch(() => null);
      if (answer?.data) router.push(`/d/${answer.data.slug}/edit`);
      else setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("failed"));
    });
  };
  return { create, busy, error };
}
