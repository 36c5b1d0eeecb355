"use client";

import { LayoutDashboard, SearchX, Star } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { setFavorite } from "@/lib/favorites/actions";
import { formatMoment } from "@/lib/format/format-date";
import { matchesSearch } from "@/lib/i18n/matches-search";
import { FavoriteCards } from "./favorite-cards";
import type { ListedDashboard } from "./listed-dashboard";

/** Recent ones above the list of all. */
const RECENT = 8;

export interface DashboardListProps {
  dashboards: readonly ListedDashboard[];
  timezone: string;
  /** The server's present, so that both sides write the same ages. ISO 8601. */
  now: string;
}

/** Favourites, what was opened last, then all; each narrows while one types. */
export function DashboardList({ dashboards, timezone, now }: DashboardListProps) {
  const t = useTranslations("home");
  const tLayout = useTranslations("layout");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [, start] = useTransition();
  const box = useRef<HTMLDivElement>(null);
  useShortcut("filter", () => box.current?.querySelector("input")?.focus());
  const [shown, mark] = useOptimistic(
    dashboards,
    (list, change: { slug: string; favorite: boolean }): readonly ListedDashboard[] =>
      list.map((entry) => (entry.slug === change.slug ? { ...entry, isFavorite: change.favorite } : entry)),
  );

  const toggle = ({ slug, isFavorite }: ListedDashboard) =>
    start(async () => {
      mark({ slug, favorite: !isFavorite });
      const answer = await setFavorite({ slug, favorite: !isFavorite }).catch(() => null);
      if (answer?.data) router.refresh();
      else toast({ title: answer?.error?.message ?? tLayout("favoriteFailed"), tone: "error" });
    });

  const found = shown.filter((entry) =>
    matchesSearch([entry.name, entry.description, entry.ownerName, entry.slug].join(" "), search),
  );
  const favorites = found.filter((entry) => entry.isFavorite);
  const recent = found
    .filter((entry) => entry.visitedAt !== null)
    .sort((a, b) => ((a.visitedAt ?? "") < (b.visitedAt ?? "") ? 1 : -1))
    .slice(0, RECENT);

  return (
    <>
      <div ref={box} className="mb-5">
        <SearchInput
          value={search}
          onValueChange={setSearch}
          label={t("search")}
          className="w-full md:w-72"
        />
      </div>
      <p role="status" className="sr-only">
        {search ? t("found", { count: found.length }) : ""}
      </p>
      {found.length === 0 ? (
        <EmptyState
          icon={SearchX}
          title={t("noMatch", { search })}
          actions={
            <Button size="sm" onClick={() => setSearch("")}>
              {t("clearSearch")}
            </Button>
          }
        />
      ) : null}
      {favorites.length > 0 ? <FavoriteCards entries={favorites} onToggle={toggle} /> : null}
      {recent.length > 0 ? (
        <Section title={t("recent")} entries={recent} moment="visitedAt" {...{ toggle, timezone, now }} />
      ) : null}
      {found.length > 0 ? (
        <Section title={t("all")} entries={found} moment="updatedAt" {...{ toggle, timezone, now }} />
      ) : null}
    </>
  );
}

interface SectionProps {
  title: string;
  entries: readonly ListedDashboard[];
  /** The last column: when it was opened or changed. */
  moment: "visitedAt" | "updatedAt";
  toggle: (entry: ListedDashboard) => void;
  timezone: string;
  now: string;
}

function Section({ title, entries, moment, toggle, timezone, now }: SectionProps) {
  const t = useTranslations("home");
  const tLayout = useTranslations("layout");
  const locale = useLocale();
  return (
    <section className="mb-6">
      <h2 className="mb-2 flex items-baseline gap-2 font-semibold text-13">
        {title}
        <span className="font-normal text-12 text-ink-2">{entries.length}</span>
      </h2>
      <Table label={title}>
        <TableHead>
          <TableRow>
            <TableHeaderCell className="w-9 px-0">
              <span className="sr-only">{tLayout("favorites")}</span>
            </TableHeaderCell>
            <TableHeaderCell className="pl-0">{t("name")}</TableHeaderCell>
            <TableHeaderCell className="hidden w-40 md:table-cell">{t("owner")}</TableHeaderCell>
            <TableHeaderCell className="hidden w-28 md:table-cell">{t("visibility")}</TableHeaderCell>
            <TableHeaderCell className="hidden w-40 md:table-cell">
              {t(moment === "visitedAt" ? "visited" : "updated")}
            </TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {entries.map((entry) => (
            <TableRow key={entry.slug} className="relative hover:bg-hover">
              <TableCell className="w-9 px-0 text-center">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-pressed={entry.isFavorite}
                  aria-label={tLayout(entry.isFavorite ? "removeFavorite" : "addFavorite", {
                    name: entry.name,
                  })}
                  onClick={() => toggle(entry)}
                  className="relative z-10"
                >
                  <Star aria-hidden className={entry.isFavorite ? "fill-accent text-accent" : "text-ink-3"} />
                </Button>
              </TableCell>
              <TableCell className="max-w-0 pl-0">
                <div className="flex min-w-0 items-baseline gap-2.5">
                  {/* The link covers its row, so that the whole row opens it. */}
                  <Link
                    href={`/d/${entry.slug}`}
                    className="shrink-0 truncate rounded-tag font-medium text-13 after:absolute after:inset-0"
                  >
                    {entry.name}
                  </Link>
                  {entry.description ? (
                    <span className="hidden truncate text-ink-2 sm:inline">{entry.description}</span>
                  ) : null}
                </div>
              </TableCell>
              <TableCell className="hidden text-ink-2 md:table-cell">{entry.ownerName ?? "–"}</TableCell>
              <TableCell className="hidden md:table-cell">
                <Badge tone={entry.isPublic ? "neutral" : "outline"}>
                  {t(entry.isPublic ? "public" : entry.isShared ? "shared" : "private")}
                </Badge>
              </TableCell>
              <TableCell className="hidden text-ink-2 md:table-cell">
                <time dateTime={entry[moment] ?? undefined}>
                  {formatMoment(entry[moment], new Date(now), locale, timezone)}
                </time>
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}

/** A workspace without a dashboard, or none shared with this reader. */
export function NoDashboards({ canCreate }: { canCreate: boolean }) {
  const t = useTranslations("home");
  return (
    <div className="rounded-3 border border-line bg-surface">
      <EmptyState
        icon={LayoutDashboard}
        title={t("empty.title")}
        description={t(canCreate ? "empty.editor" : "empty.viewer")}
      />
    </div>
  );
}
