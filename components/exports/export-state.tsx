import { useTranslations } from "next-intl";
import { ExportBar } from "@/components/exports/export-bar";
import { StatusDot } from "@/components/ui/badge";
import type { Export } from "@/lib/exports/schema";

const TONES = { done: "positive", failed: "negative", cancelled: "neutral", expired: "neutral" } as const;

/** What has become of an export, or how far it is. */
export function ExportStateCell({ export: file }: { export: Export }) {
  const t = useTranslations("account.exports");
  const { state, error } = file;
  if (state === "waiting" || state === "running") return <ExportBar export={file} />;
  return (
    <>
      <StatusDot tone={TONES[state]}>{t(state)}</StatusDot>
      {state === "failed" && error ? (
        <p className="wrap-anywhere max-w-72 whitespace-normal pb-1 text-11 text-ink-2">{error.message}</p>
      ) : null}
    </>
  );
}
