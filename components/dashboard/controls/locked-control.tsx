import { Lock } from "lucide-react";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/cn";

/** What the dashboard holds fast: read, not changed. */
export function LockedControl({
  name,
  text,
  className,
}: {
  name: string;
  text: string;
  className?: string | undefined;
}) {
  const t = useTranslations("dashboard");
  return (
    <span
      title={t("locked")}
      className={cn(
        "inline-flex h-7 max-w-full items-center gap-1.5 rounded-2 border border-line bg-sunken px-2.5 text-12 pointer-coarse:px-4",
        className,
      )}
    >
      <Lock aria-hidden className="size-3.5 shrink-0 text-ink-2" />
      <span className="shrink-0 text-ink-2">{name}</span> <span className="truncate font-medium">{text}</span>
      <span className="sr-only">, {t("locked")}</span>
    </span>
  );
}
