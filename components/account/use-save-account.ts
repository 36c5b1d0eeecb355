"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import { updateAccountAction } from "@/lib/account/actions";
import type { AccountChange } from "@/lib/account/schema";

/** Saves one choice of the account and draws the page anew with it; says so, or why not. */
export function useSaveAccount(): [busy: boolean, save: (change: AccountChange) => void] {
  const t = useTranslations("account");
  const router = useRouter();
  const [busy, start] = useTransition();
  const save = (change: AccountChange) =>
    start(async () => {
      const answer = await updateAccountAction(change).catch(() => null);
      const wrong = answer ? answer.error?.message : t("saveFailed");
      toast(wrong ? { title: wrong, tone: "error" } : { title: t("saved") });
      router.refresh();
    });
  return [busy, save];
}
