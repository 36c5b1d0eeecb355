import type { useTranslations } from "next-intl";
import { rememberExport } from "@/components/exports/started-exports";
import { isSignedOut, signInAgain } from "@/components/layout/sign-in-again";
import { toast, toastBusy } from "@/components/ui/toast";
import type { ExportRequest } from "@/lib/exports/export-request";
import type { StartedExport } from "@/lib/exports/schema";
import { askApi } from "@/lib/http/ask-api";

/** Of a request's address, as `ExportRequest` has it. */
const LONGEST = 16_000;

/** Ms until a wait is worth a word. */
const PATIENCE = 400;

/** Failures that may be over the next time. */
const PASSING: readonly string[] = ["RATE_001", "QUERY_002", "SOURCE_001", "INTERNAL"];

/**
 * Asks for a file: a short one is downloaded, a long one is remembered, and the tray follows it.
 * @param t the words of `exports`
 * @returns whether it comes; if not, the reader has been told why and what to do
 */
export async function startExport(
  request: ExportRequest,
  t: ReturnType<typeof useTranslations<"exports">>,
): Promise<boolean> {
  if (request.address.length > LONGEST) {
    toast({ tone: "error", title: t("tooLong") });
    return false;
  }
  let takeAway = () => {};
  const late = setTimeout(() => {
    takeAway = toastBusy(t("preparing"));
  }, PATIENCE);
  const { data, error } = await askApi<StartedExport>("/api/v1/exports", { method: "POST", json: request });
  clearTimeout(late);
  takeAway();
  if (error && isSignedOut(error.code)) signInAgain();
  else if (error || !data)
    toast({
      tone: "error",
      title: error?.message || t("unreachable"),
      ...(error && PASSING.includes(error.code)
        ? { action: { label: t("retry"), run: () => void startExport(request, t) } }
        : {}),
    });
  else if ("download" in data) download(data.download);
  else rememberExport(data.export.id, request);
  return data !== null;
}

/** Hands an address to the browser's own downloads; the answer says what the file is called. */
function download(address: string): void {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.hidden = true;
  document.body.append(link);
  link.click();
  link.remove();
}
