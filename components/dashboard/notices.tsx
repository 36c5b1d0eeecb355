"use client";

import { TriangleAlert, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";

/** What was left out of account, and why: parts of the address, parts of the document. */
export function Notices({ notices }: { notices: readonly string[] }) {
  const t = useTranslations("dashboard");
  const key = notices.join("\n");
  const [dismissed, dismiss] = useState<string | null>(null);
  if (notices.length === 0 || dismissed === key) return null;
  return (
    <div
      role="status"
      data-print="hide"
      className="flex items-start gap-2 border-warn-line border-b bg-warn-soft px-4 py-2 text-12 text-warn"
    >
      <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
      <ul className="min-w-0 flex-1">
        {notices.map((notice) => (
          <li key={notice} className="break-words">
            {notice}
          </li>
        ))}
      </ul>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={t("dismiss")}
        onClick={() => dismiss(key)}
        className="-my-0.5 text-warn"
      >
        <X aria-hidden />
      </Button>
    </div>
  );
}
