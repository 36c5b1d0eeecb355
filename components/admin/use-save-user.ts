"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import { updateUserAction } from "@/lib/users/actions";
import type { UserChange } from "@/lib/users/schema";

/** Saves a change of a person and draws the page anew; says what was done, or why not. */
export function useSaveUser(): [busy: boolean, save: (change: UserChange, done?: string) => Promise<void>] {
  const t = useTranslations("users");
  const router = useRouter();
  const [busy, start] = useTransition();
  const save = (change: UserChange, done = t("saved")) =>
    new Promise<void>((resolve) =>
      start(async () => {
        const answer = await updateUserAction(change).catch(() => null);
        const wrong = answer ? (answer.error?.fields[0]?.message ?? answer.error?.message) : t("saveFailed");
        toast(wrong ? { title: wrong, tone: "error" } : { title: done });
        router.refresh();
        resolve();
      }),
    );
  return [busy, save];
}
