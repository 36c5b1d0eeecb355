"use client";

import { ShieldAlert, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { forgetFailures, keptFailures, type SignInFailures } from "@/components/layout/sign-in-failures";
import { Button } from "@/components/ui/button";
import { formatDate } from "@/lib/format/format-date";

/** Above the first page after signing in: how often somebody failed to, since the time before. Until it is closed. */
export function SignInNotice({ timezone }: { timezone: string }) {
  const t = useTranslations("login.failures");
  const tCommon = useTranslations("common");
  const locale = useLocale();
  const [failures, setFailures] = useState<SignInFailures | null>(null);
  useEffect(() => setFailures(keptFailures()), []);
  if (!failures) return null;
  const when = formatDate(failures.lastAt, "minute", locale, { timezone, pattern: "short" });
  const close = () => {
    forgetFailures();
    setFailures(null);
  };
  return (
    <div
      role="status"
      className="flex items-start gap-2.5 border-line border-b bg-warn-soft px-4 py-2 text-12"
    >
      <ShieldAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warn" />
      <p className="min-w-0 flex-1 break-words">
        <span className="font-semibold text-warn">{t("title", { count: failures.count })}</span>{" "}
        <span className="text-ink-2">
          {t("last", { when, ip: failures.lastIp || "?" })} {t("advice")}
        </span>
      </p>
      <Button variant="ghost" size="icon-sm" aria-label={tCommon("close")} onClick={close}>
        <X aria-hidden />
      </Button>
    </div>
  );
}
