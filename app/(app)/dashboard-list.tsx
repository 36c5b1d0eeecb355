"use client";

import { FolderOpen, SearchX, Star } from "lucide-react";
import Link from "next/link";
import { useRouter, useSearchParams } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useOptimistic, useRef, useState, useTransition } from "react";
import { useDuplicate } from "@/components/dashboard/templates/use-duplicate";
import { useShortcut } from "@/components/layout/use-shortcut";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { SearchInput } from "@/components/ui/search-input";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";
import { toast } from "@/components/ui/toast";
import { setFavorite } from "@/lib/favorites/actions";
import { chainOf } from "@/lib/folders/folder-paths";
import type { Folder } from "@/lib/folders/schema";
import { formatMoment } from "@/lib/format/format-date";
import { CardMenu } from "./card-menu";
import { FavoriteCards } from "./favorite-cards";
import { FolderBar } from "./folder-bar";
import type { ListedDashboard } from "./listed-dashboard";
import { narrow, tagsOf } from "./narrow";
import { PlaceDialog } from "./place-dialog";
import { TagFilter } from "./tag-filter";

/** Recent ones above the list of all. */
const RECENT = 8;
/** The rest is found by typing. */
const MOST_TAGS = 12;

export interface DashboardListProps {
  dashboards: readonly ListedDashboard[];
  folders: readonly Folder[];
  /** Whether the viewer may make, move and delete folders. */
  mayArrange: boolean;
  /** Whether the viewer may make dashboards. */
  mayCreate: boolean;
  timezone: string;
  /** The server's present, so that both sides write the same ages. ISO 8601. */
  now: string;
}

/** Favourites, what was opened last, then all; or what is in a folder. All narrow while one types; folder and tags are the address's. */
export function DashboardList(props: DashboardListProps) {
  const { dashboards, folders, mayArrange, mayCreate, timezone, now } = props;
  const t = useTranslations("home");
  const tLayout = useTranslations("layout");
  const router = useRouter();
  const [search, setSearch] = useState("");
  const [placed, place] = useState<ListedDashboard | null>(null);
  const { duplicate, dialog } = useDuplicate();
  const onDuplicate = mayCreate ? duplicate : undefined;
  const [, start] = useTransition();
  const params = useSearchParams();
  const tags = params.getAll("tag");
  const current = folders.find(({ id }) => id === params.get("folder")) ?? null;
  const chooseTags = (chosen: readonly string[]) => {
    const next = new URLSearchParams([...params].filter(([param]) => param !== "tag"));
    for (const tag of chosen) next.append("tag", tag);
    window.history.pushState(null, "", `${window.location.pathname}${next.size > 0 ? `?${next}` : ""}`);
  };
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

  const links = new Map(folders.map((folder) => [folder.id, { ...folder, parentId: folder.parent }]));
  const below = (id: string) =>
    new Set(
      folders.filter((folder) => chainOf(links, folder.id).some((one) => one.id === id)).map((one) => one.id),
    );
  const narrowed = search.trim() !== "" || tags.length > 0;
  const scope = { search, tags, within: current ? below(current.id) : null };
  const everything = narrow(shown, scope);
  // Looking for something looks into all folders below; else a folder shows what is in itself.
  const found = narrowed
    ? everything
    : everything.filter(
        ({ folderId }) =>
          (folderId !== null && links.has(folderId) ? folderId : null) === (current?.id ?? null),
      );
  const allTags = tagsOf(shown);
  const favorites = everything.filter((entry) => entry.isFavorite && !current);
  const recent = everything
    .filter((entry) => entry.visitedAt !== null && !current)
    .sort((a, b) => ((a.visitedAt ?? "") < (b.visitedAt ?? "") ? 1 : -1))
    .slice(0, RECENT);

  return (
    <>
      <div ref={box} className="mb-5 flex flex-wrap items-center gap-3">
        <SearchInput
          value={search}
          onValueChange={setSearch}
          label={t("search")}
          className="w-full md:w-72"
        />
        <TagFilter tags={allTags.slice(0, MOST_TAGS)} chosen={tags} onChange={chooseTags} />
      </div>
      <p role="status" className="sr-only">
        {narrowed ? t("found", { count: found.length }) : ""}
      </p>
      {narrowed ? null : (
        <FolderBar
          folders={folders}
          current={current}
          countOf={({ id }) => narrow(shown, { search: "", tags: [], within: below(id) }).length}
          mayArrange={mayArrange}
        />
      )}
      {found.length > 0 ? null : narrowed ? (
        <EmptyState
          icon={SearchX}
          title={search.trim() ? t("noMatch", { search }) : t("noTagged")}
          actions={
            <Button
              size="sm"
              onClick={() => {
                setSearch("");
                chooseTags([]);
              }}
            >
              {t("clearSearch")}
            </Button>
          }
        />
      ) : current ? (
        <EmptyState icon={FolderOpen} title={t("emptyFolder")} />
      ) : null}
      {favorites.length > 0 ? <FavoriteCards entries={favorites} onToggle={toggle} /> : null}
      {recent.length > 0 ? (
        <Section
          title={t("recent")}
          entries={recent}
          moment="visitedAt"
          onPlace={place}
          {...{ toggle, onDuplicate, timezone, now }}
        />
      ) : null}
      {found.length > 0 ? (
        <Section
          title={current?.name ?? t("all")}
          entries={found}
          moment="updatedAt"
          onPlace={place}
          withFolder={narrowed}
          {...{ toggle, onDuplicate, timezone, now }}
        />
      ) : null}
      {placed ? (
        <PlaceDialog dashboard={placed} folders={folders} tags={allTags} onClose={() => place(null)} />
      ) : null}
      {dialog}
    </>
  );
}

interface SectionProps {
  title: string;
  entries: readonly ListedDashboard[];
  /** The last column: when it was opened or changed. */
  moment: "visitedAt" | "updatedAt";
  toggle: (entry: ListedDashboard) => void;
  /** Asks where one of them is kept. */
  onPlace: (entry: ListedDashboard) => void;
  /** Asks how a copy is called. */
  onDuplicate: ((entry: ListedDashboard) => void) | undefined;
  /** They come from several folders. */
  withFolder?: boolean;
  timezone: string;
  now: string;
}

function Section(props: SectionProps) {
  const { title, entries, moment, toggle, onPlace, onDuplicate, withFolder = false, timezone, now } = props;
  const t = useTranslations("home");
  const hasMenus = onDuplicate !== undefined || entries.some(({ canEdit }) => canEdit);
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
            {hasMenus ? (
              <TableHeaderCell className="w-9 px-0 pointer-coarse:w-12">
                <span className="sr-only">{t("actions")}</span>
              </TableHeaderCell>
            ) : null}
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
                  {withFolder && entry.folder ? (
                    <span className="hidden shrink-0 text-12 text-ink-2 lg:inline">
                      {entry.folder.replaceAll("/", " / ")}
                    </span>
                  ) : null}
                  {entry.tags.slice(0, 3).map((tag) => (
                    <Badge key={tag} className="hidden shrink-0 self-center md:inline-flex">
                      {tag}
                    </Badge>
                  ))}
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
              {hasMenus ? (
                <TableCell className="w-9 px-0 text-center pointer-coarse:w-12">
                  <CardMenu entry={entry} onPlace={onPlace} onDuplicate={onDuplicate} />
                </TableCell>
              ) : null}
            </TableRow>
          ))}
        </tbody>
      </Table>
    </section>
  );
}
