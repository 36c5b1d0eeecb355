"use client";

import { ArrowLeft } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useRef, useState } from "react";
import { VersionDifference } from "@/components/dashboard/versions/version-difference";
import {
  readVersion,
  readVersions,
  restoreVersion,
  specOf,
  VERSIONS_A_PAGE,
} from "@/components/dashboard/versions/version-requests";
import { signInAgain } from "@/components/layout/sign-in-again";
import { useViewerLocale } from "@/components/layout/use-viewer-locale";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Segmented } from "@/components/ui/segmented";
import { Skeleton } from "@/components/ui/skeleton";
import { toast } from "@/components/ui/toast";
import type { Dashboard } from "@/lib/dashboards/schema";
import type { DashboardVersion } from "@/lib/dashboards/versions/schema";
import { formatMoment } from "@/lib/format/format-date";

export interface VersionsPanelProps {
  slug: string;
  timezone: string;
  /** An earlier version was published anew. */
  onRestored: (dashboard: Dashboard) => void;
}

type Against = "previous" | "newest";

/** What was published, by whom and when; of the chosen one what it changed, and what restoring it would. */
export function VersionsPanel({ slug, timezone, onRestored }: VersionsPanelProps) {
  const t = useTranslations("versions");
  const tCommon = useTranslations("common");
  const locale = useViewerLocale();
  const [versions, setVersions] = useState<readonly DashboardVersion[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [more, setMore] = useState(false);
  const [chosen, choose] = useState<number | null>(null);
  const items = useRef<HTMLUListElement>(null);
  /** The button that was pressed is gone with its version: the keyboard goes on at the one that took its place. */
  const follow = useRef(false);

  const load = useCallback(
    async (before?: number) => {
      setFailure(null);
      const answer = await readVersions(slug, before);
      if ("signedOut" in answer) return signInAgain();
      if ("refused" in answer) return setFailure(answer.refused.message || t("unreachable"));
      setMore(answer.data.length === VERSIONS_A_PAGE);
      setVersions((known) => [...(before === undefined ? [] : (known ?? [])), ...answer.data]);
    },
    [slug, t],
  );
  useEffect(() => void load(), [load]);
  useEffect(() => {
    if (!follow.current || versions?.[0]?.version !== chosen) return;
    follow.current = false;
    items.current?.querySelector("button")?.focus();
  }, [versions, chosen]);

  const newest = versions?.[0]?.version;
  const open = versions?.find(({ version }) => version === chosen);
  const now = new Date();
  return (
    <div className="flex min-h-0 flex-1">
      <div
        className={cn(
          "min-h-0 w-full overflow-y-auto border-line md:w-64 md:shrink-0 md:border-r",
          open && "max-md:hidden",
        )}
      >
        {failure === null ? null : (
          <p role="alert" className="flex flex-wrap items-center gap-2 p-4 text-12 text-neg">
            {failure}
            <Button size="sm" onClick={() => void load()}>
              {tCommon("retry")}
            </Button>
          </p>
        )}
        {versions === null && failure === null ? (
          <div aria-busy className="flex flex-col gap-2 p-4">
            <span role="status" className="sr-only">
              {t("loading")}
            </span>
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
            <Skeleton className="h-14" />
          </div>
        ) : null}
        <ul ref={items} aria-label={t("title")}>
          {versions?.map((entry) => (
            <li key={entry.version} className="border-line border-b">
              <button
                type="button"
                aria-current={entry.version === chosen || undefined}
                onClick={() => choose(entry.version)}
                className="flex w-full flex-col gap-0.5 px-4 py-2.5 text-left text-12 hover:bg-hover focus-visible:-outline-offset-2 aria-current:bg-accent-soft"
              >
                <span className="flex w-full flex-wrap items-center gap-1.5">
                  <span className="font-medium text-13 tabular-nums">
                    {t("number", { version: entry.version })}
                  </span>
                  {entry.version === newest ? <Badge tone="accent">{t("now")}</Badge> : null}
                  <Origin origin={entry.origin} />
                </span>
                <span className="wrap-anywhere text-ink-2">
                  {[
                    // Of a pack its name stands above.
                    entry.author?.name ?? (entry.origin.startsWith("pack:") ? null : t("nobody")),
                    formatMoment(entry.createdAt, now, locale, timezone),
                    t("widgets", { count: entry.widgets }),
                  ]
                    .filter((part) => part !== null)
                    .join(" · ")}
                </span>
                {entry.message ? <span className="wrap-anywhere">{entry.message}</span> : null}
              </button>
            </li>
          ))}
        </ul>
        {more ? (
          <div className="p-4">
            <Button onClick={() => void load(versions?.at(-1)?.version)}>{t("older")}</Button>
          </div>
        ) : null}
      </div>
      <div className={cn("min-h-0 min-w-0 flex-1 overflow-y-auto p-4", !open && "max-md:hidden")}>
        {open && newest !== undefined ? (
          <>
            <Button variant="ghost" size="sm" className="mb-2 md:hidden" onClick={() => choose(null)}>
              <ArrowLeft aria-hidden />
              {t("back")}
            </Button>
            <OpenVersion
              key={`${open.version} ${newest}`}
              slug={slug}
              version={open.version}
              newest={newest}
              onRestored={(dashboard) => {
                follow.current = true;
                choose(dashboard.version);
                void load();
                onRestored(dashboard);
              }}
            />
          </>
        ) : (
          <p className="text-12 text-ink-2">{t("choose")}</p>
        )}
      </div>
    </div>
  );
}

function Origin({ origin }: Pick<DashboardVersion, "origin">) {
  const t = useTranslations("versions");
  if (origin === "user") return null;
  const pack = /^pack:(.+)$/.exec(origin)?.[1];
  return <Badge tone="outline">{pack ? t("origins.pack", { name: pack }) : t("origins.code")}</Badge>;
}

interface OpenVersionProps {
  slug: string;
  version: number;
  newest: number;
  onRestored: (dashboard: Dashboard) => void;
}

function OpenVersion({ slug, version, newest, onRestored }: OpenVersionProps) {
  const t = useTranslations("versions");
  const tCommon = useTranslations("common");
  const locale = useViewerLocale();
  const isNewest = version === newest;
  const [against, setAgainst] = useState<Against>(isNewest ? "previous" : "newest");
  const [documents, setDocuments] = useState<ReadonlyMap<number, Dashboard>>(new Map());
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const other = against === "newest" ? newest : version - 1;

  const load = useCallback(async () => {
    setFailure(null);
    const wanted = [version, other].filter((number) => number >= 1);
    const answers = await Promise.all(wanted.map((number) => readVersion(slug, number)));
    const found = new Map<number, Dashboard>();
    for (const [i, answer] of answers.entries()) {
      if ("signedOut" in answer) return signInAgain();
      if ("refused" in answer) return setFailure(answer.refused.message || t("unreachable"));
      found.set(wanted[i] ?? 0, answer.data);
    }
    setDocuments(found);
  }, [slug, version, other, t]);
  useEffect(() => void load(), [load]);

  const restore = async () => {
    setBusy(true);
    const answer = await restoreVersion(slug, version, newest);
    setBusy(false);
    if ("signedOut" in answer) return signInAgain();
    if ("refused" in answer) {
      const { message, details } = answer.refused;
      return toast({ tone: "error", title: details.fields?.[0]?.message ?? (message || t("unreachable")) });
    }
    toast({ title: t("restored", { version, now: answer.data.version }) });
    onRestored(answer.data);
  };

  const own = documents.get(version);
  const compared = documents.get(other);
  const caption = (number: number) =>
    number === newest ? t("numberNow", { version: number }) : t("number", { version: number });
  return (
    <section aria-label={caption(version)} className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-2">
        <h3 className="font-semibold text-13">{caption(version)}</h3>
        {isNewest ? null : (
          <Button variant="primary" busy={busy} className="ml-auto" onClick={() => void restore()}>
            {t("restore")}
          </Button>
        )}
      </div>
      {isNewest || version === 1 ? null : (
        <Segmented
          label={t("compare")}
          value={against}
          onValueChange={setAgainst}
          className="self-start"
          options={[
            { value: "newest", label: t("againstNow") },
            { value: "previous", label: t("againstPrevious") },
          ]}
        />
      )}
      {own?.issues?.length ? (
        <p className="text-12 text-warn">{t("broken", { count: own.issues.length })}</p>
      ) : null}
      {failure !== null ? (
        <p role="alert" className="flex flex-wrap items-center gap-2 text-12 text-neg">
          {failure}
          <Button size="sm" onClick={() => void load()}>
            {tCommon("retry")}
          </Button>
        </p>
      ) : other < 1 ? (
        <p className="text-12 text-ink-2">{t("first")}</p>
      ) : own && compared ? (
        // Against the newest: what restoring does.
        <VersionDifference
          before={specOf(compared)}
          after={specOf(own)}
          captions={{ before: caption(other), after: caption(version) }}
          locale={locale}
        />
      ) : (
        <div aria-busy className="flex flex-col gap-2">
          <span role="status" className="sr-only">
            {t("loading")}
          </span>
          <Skeleton className="h-40" />
          <Skeleton className="h-20" />
        </div>
      )}
    </section>
  );
}
