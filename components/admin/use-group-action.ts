"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useTransition } from "react";
import { type ToastMessage, toast } from "@/components/ui/toast";

interface Answer {
  error?: { message: string; fields: { path: string; message: string }[] } | undefined;
}

/** What went wrong, in the reader's language; null: nothing. */
export type Wrong = { path: string | null; message: string } | null;

/**
 * Runs an action on groups and draws the page anew; says what was done. What went wrong is said in a toast, or by the
 * caller where it knows the field.
 */
export function useGroupAction(): [
  busy: boolean,
  run: (
    work: () => Promise<Answer>,
    done: ToastMessage | null,
    said?: (wrong: NonNullable<Wrong>) => boolean,
  ) => Promise<boolean>,
] {
  const t = useTranslations("groups");
  const router = useRouter();
  const [busy, start] = useTransition();
  const run = (
    work: () => Promise<Answer>,
    done: ToastMessage | null,
    said: (wrong: NonNullable<Wrong>) => boolean = () => false,
  ) =>
    new Promise<boolean>((resolve) =>
      start(async () => {
        const answer = await work().catch(
          (): Answer => ({ error: { message: t("saveFailed"), fields: [] } }),
        );
        const field = answer.error?.fields[0];
        const wrong: Wrong = answer.error
          ? { path: field?.path ?? null, message: field?.message ?? answer.error.message }
          : null;
        if (wrong && !said(wrong)) toast({ title: wrong.message, tone: "error" });
        if (!wrong) {
          if (done) toast(done);
          router.refresh();
        }
        resolve(wrong === null);
      }),
    );
  return [busy, run];
}
