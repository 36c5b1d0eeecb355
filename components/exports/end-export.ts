import type { useTranslations } from "next-intl";
import { isSignedOut, signInAgain } from "@/components/layout/sign-in-again";
import { toast } from "@/components/ui/toast";
import { askApi } from "@/lib/http/ask-api";

/**
 * Cancels an export that is on its way, or throws its file away.
 * @param t the words of `exports`
 * @returns whether it is over; if not, the reader has been told
 */
export async function endExport(
  id: string,
  t: ReturnType<typeof useTranslations<"exports">>,
): Promise<boolean> {
  const { error } = await askApi(`/api/v1/exports/${id}`, { method: "DELETE" });
  // Gone already is what was wanted.
  if (!error || error.code === "NOT_FOUND") return true;
  if (isSignedOut(error.code)) signInAgain();
  else toast({ tone: "error", title: error.message || t("endFailed") });
  return false;
}

/** Where a finished file is. */
export const fileAddress = (id: string): string => `/api/v1/exports/${id}/file`;
