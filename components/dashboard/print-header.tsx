import { useTranslations } from "next-intl";

export interface PrintHeaderProps {
  title: string;
  /** The view in force, by name. */
  view?: string | undefined;
  period?: string | undefined;
  filters: readonly { label: string; values: readonly string[] }[];
  /** As of when the numbers are, written out. */
  asOf?: string | undefined;
}

/** On paper, what the screen's menus say: which dashboard, view, period and filters, and as of when. */
export function PrintHeader({ title, view, period, filters, asOf }: PrintHeaderProps) {
  const t = useTranslations("dashboard");
  const facts = [
    ...(period ? [`${t("range.label")}: ${period}`] : []),
    ...(view ? [t("views.label", { view })] : []),
    ...filters.map(({ label, values }) => `${label}: ${values.join(", ")}`),
    ...(asOf ? [t("asOf", { moment: asOf })] : []),
  ];
  return (
    <div aria-hidden className="hidden px-4 pb-2 print:block">
      <p className="font-semibold text-20">{title}</p>
      <p className="text-12 text-ink-2">{facts.join(" · ")}</p>
    </div>
  );
}
