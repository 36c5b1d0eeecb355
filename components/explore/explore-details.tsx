"use client";

import { ChevronDown, ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useId, useState } from "react";
import { SqlText } from "@/components/explore/sql-text";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Skeleton } from "@/components/ui/skeleton";
import { formatNumber } from "@/lib/format/format-number";
import { type ApiFailure, askApi } from "@/lib/http/ask-api";
import { useDataKey } from "@/lib/live/data-keys";
import type { QueryPlan } from "@/lib/query/explain-query";
import type { QueryInput } from "@/lib/query/query";
import type { ResultMeta } from "@/lib/query/result";

interface Explained {
  /** The question, at which attempt and of which data. */
  of: string;
  plan: QueryPlan | null;
  error: ApiFailure | null;
}

/** How the present question is answered, asked for while somebody looks at it. */
function usePlan(query: QueryInput | null) {
  const text = query ? JSON.stringify(query) : "";
  const version = useDataKey(query?.dataset);
  const [attempt, setAttempt] = useState(0);
  const of = `${attempt} ${version} ${text}`;
  const [explained, setExplained] = useState<Explained | null>(null);
  useEffect(() => {
    if (text === "") return;
    const controller = new AbortController();
    askApi<QueryPlan>("/api/v1/query/explain", {
      method: "POST",
      body: text,
      signal: controller.signal,
    }).then(
      ({ data, error }) => {
        if (!controller.signal.aborted) setExplained({ of, plan: data, error });
      },
      () => {
        // Aborted: nobody waits for it.
      },
    );
    return () => controller.abort();
  }, [text, of]);
  return {
    explained: explained?.of === of ? explained : null,
    retry: () => setAttempt((n) => n + 1),
  };
}

export interface ExploreDetailsProps {
  /** What is asked now. */
  query: QueryInput;
  /** Of the answer shown; null while it is on its way. */
  meta: ResultMeta | null;
}

/** The SQL that is run, what it reads and why, and how long it took. */
export function ExploreDetails({ query, meta }: ExploreDetailsProps) {
  const t = useTranslations("explore");
  const locale = useViewerLocale();
  const id = useId();
  const [open, setOpen] = useState(false);
  const Arrow = open ? ChevronDown : ChevronRight;
  return (
    <section aria-labelledby={`${id}title`} className="rounded-3 border border-line bg-surface">
      <div className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1 pr-3 pl-1 text-12">
        <h2 id={`${id}title`}>
          <Button variant="ghost" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            <Arrow aria-hidden />
            {t("details")}
          </Button>
        </h2>
        <p
          className="ml-auto flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-ink-2"
          role="status"
        >
          {meta ? (
            <>
              <Badge tone={meta.rollup ? "positive" : "neutral"}>
                {meta.rollup
                  ? t("fromRollup", { name: meta.rollup })
                  : t("fromSource", { name: meta.source })}
              </Badge>
              <span>
                {meta.cached
                  ? t("fromCache")
                  : t("took", { ms: formatNumber(meta.elapsedMs, { style: "number", decimals: 1 }, locale) })}
              </span>
              <span>{t("rowCount", { count: meta.rowCount })}</span>
              {meta.truncated ? <span>{t("truncated")}</span> : null}
            </>
          ) : null}
        </p>
      </div>
      <div id={id} hidden={!open}>
        {open ? <OpenDetails query={query} meta={meta} /> : null}
      </div>
    </section>
  );
}

function OpenDetails({ query, meta }: ExploreDetailsProps) {
  const t = useTranslations("explore");
  const tTable = useTranslations("table");
  const locale = useViewerLocale();
  const { explained, retry } = usePlan(query);
  const ms = (value: number) => formatNumber(value, { style: "number", decimals: 1 }, locale);
  if (!explained)
    return (
      <div
        role="status"
        aria-label={tTable("loading")}
        className="flex flex-col gap-2 border-line border-t p-4"
      >
        <Skeleton className="w-1/2" />
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/3" />
      </div>
    );
  const { plan, error } = explained;
  if (!plan)
    return (
      <ErrorState
        title={error?.id === null ? tTable("unreachable") : error?.message}
        id={error?.id ?? undefined}
        onRetry={retry}
      />
    );
  const times: [string, string][] = [
    [t("times.plan"), t("ms", { ms: ms(plan.planMs) })],
    [t("times.compile"), t("ms", { ms: ms(plan.compileMs) })],
    [
      t(meta?.cached ? "times.cache" : "times.database"),
      meta ? t("ms", { ms: ms(meta.elapsedMs) }) : t("times.waiting"),
    ],
  ];
  return (
    <div className="grid gap-4 border-line border-t p-4 lg:grid-cols-[minmax(0,1fr)_280px]">
      <SqlText sql={plan.sql} params={plan.params} />
      <div className="flex flex-col gap-4 text-12">
        <section>
          <h3 className="pb-1 text-11 text-ink-3">{t("timing")}</h3>
          <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
            {times.map(([name, value]) => (
              <div key={name} className="contents">
                <dt className="text-ink-2">{name}</dt>
                <dd className="text-right">{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        <section>
          <h3 className="pb-1 text-11 text-ink-3">{t("rules")}</h3>
          {plan.rules.length === 0 ? <p className="text-ink-2">{t("noRules")}</p> : null}
          <ul>
            {plan.rules.map(({ column, values }) => (
              <li key={column} className="wrap-anywhere rounded-tag bg-warn-soft px-2 py-1 text-warn">
                {t("rule", { column, values: values.length > 0 ? values.join(", ") : t("ruleNone") })}
              </li>
            ))}
          </ul>
        </section>
        <section>
          <h3 className="pb-1 text-11 text-ink-3">{t("rollups")}</h3>
          {plan.rollups.length === 0 ? <p className="text-ink-2">{t("noRollups")}</p> : null}
          <ul className="flex flex-col gap-1">
            {plan.rollups.map(({ name, state, rows, column }) => (
              <li key={name} className="flex flex-wrap justify-between gap-x-2">
                <span className={state === "chosen" ? "font-semibold" : undefined}>
                  {name}
                  {rows === null ? null : (
                    <span className="font-normal text-ink-3"> {t("rowCount", { count: rows })}</span>
                  )}
                </span>
                <span className={state === "chosen" ? "text-pos" : "text-ink-2"}>
                  {t(`rollupStates.${state}`, { column: column ?? "" })}
                </span>
              </li>
            ))}
          </ul>
        </section>
      </div>
    </div>
  );
}
