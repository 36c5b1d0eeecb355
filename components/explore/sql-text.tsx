"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import type { Cell } from "@/lib/query/result";

const literal = (value: Cell): string =>
  typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);

/** A statement to read and to copy, with the values bound to it. */
export function SqlText({ sql, params }: { sql: string; params: readonly Cell[] }) {
  const t = useTranslations("explore");
  const listed = params.map((value, i) => `$${i + 1} = ${literal(value)}`);
  return (
    <section aria-label={t("sql")} className="min-w-0">
      <div className="flex items-center justify-between pb-1">
        <h3 className="text-11 text-ink-3">{t("sql")}</h3>
        <CopyButton
          text={[sql, ...listed.map((line) => `-- ${line}`)].join("\n")}
          label={t("copySql")}
          showLabel
        />
      </div>
      <pre
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable to be scrolled by keyboard
        tabIndex={0}
        data-sql
        className="max-h-96 overflow-auto rounded-2 bg-sunken p-3 font-mono text-12"
      >
        <code>{sql}</code>
      </pre>
      {listed.length > 0 ? (
        <>
          <h3 className="pt-3 pb-1 text-11 text-ink-3">{t("params")}</h3>
          <ol className="flex flex-wrap gap-x-4 gap-y-1 font-mono text-12" data-params>
            {listed.map((line) => (
              <li key={line} className="wrap-anywhere">
                {line}
              </li>
            ))}
          </ol>
        </>
      ) : null}
    </section>
  );
}
