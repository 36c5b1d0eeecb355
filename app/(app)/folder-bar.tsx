"use client";

import { ChevronRight, Folder as FolderIcon, FolderPlus, MoreHorizontal } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { toast } from "@/components/ui/toast";
import { deleteFolderAction } from "@/lib/folders/actions";
import { chainOf } from "@/lib/folders/folder-paths";
import type { Folder } from "@/lib/folders/schema";
import { FolderDialog } from "./folder-dialog";

export interface FolderBarProps {
  folders: readonly Folder[];
  /** The folder one is in; null at the top. */
  current: Folder | null;
  /** Dashboards in a folder and below. */
  countOf: (folder: Folder) => number;
  /** Make, rename, move and delete folders. */
  mayArrange: boolean;
}

const hrefOf = (id: string | null) => (id === null ? "/" : `/?folder=${id}`);

/** The way to the folder one is in, and the folders in it. */
export function FolderBar({ folders, current, countOf, mayArrange }: FolderBarProps) {
  const t = useTranslations("folders");
  const tHome = useTranslations("home");
  const router = useRouter();
  const [asked, ask] = useState<"create" | "edit" | "delete" | null>(null);
  const [busy, start] = useTransition();
  const links = new Map(folders.map((folder) => [folder.id, { ...folder, parentId: folder.parent }]));
  const chain = chainOf(links, current?.id ?? null);
  const inside = folders.filter(({ parent }) => parent === (current?.id ?? null));
  const remove = () =>
    start(async () => {
      if (!current) return;
      const answer = await deleteFolderAction({ id: current.id }).catch(() => null);
      ask(null);
      if (answer?.error || answer === null)
        return toast({
          tone: "error",
          title: answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("failed"),
        });
      toast({ title: t("deleted", { name: current.name }) });
      router.push(hrefOf(current.parent));
      router.refresh();
    });
  if (folders.length === 0 && !mayArrange) return null;
  return (
    <div className="mb-5 flex flex-col gap-2">
      <div className="flex min-h-7 flex-wrap items-center gap-1">
        {current ? (
          <nav aria-label={t("path")}>
            <ol className="flex flex-wrap items-center gap-1 text-13 text-ink-2">
              <li>
                <Link href="/" className="rounded-tag hover:text-ink hover:underline">
                  {tHome("title")}
                </Link>
              </li>
              {chain.map(({ id, name }) => (
                <li key={id} className="flex items-center gap-1">
                  <ChevronRight aria-hidden className="size-3.5 text-ink-3" />
                  {id === current.id ? (
                    <span aria-current="page" className="font-semibold text-ink">
                      {name}
                    </span>
                  ) : (
                    <Link href={hrefOf(id)} className="rounded-tag hover:text-ink hover:underline">
                      {name}
                    </Link>
                  )}
                </li>
              ))}
            </ol>
          </nav>
        ) : folders.length > 0 ? (
          <h2 className="font-semibold text-13">{t("title")}</h2>
        ) : null}
        {mayArrange && current ? (
          <DropdownMenu>
            <DropdownMenuTrigger asChild>
              <Button variant="ghost" size="icon-sm" aria-label={t("menu", { name: current.name })}>
                <MoreHorizontal aria-hidden />
              </Button>
            </DropdownMenuTrigger>
            <DropdownMenuContent align="start">
              <DropdownMenuItem onSelect={() => ask("edit")}>{t("edit")}</DropdownMenuItem>
              <DropdownMenuItem tone="danger" onSelect={() => ask("delete")}>
                {t("delete")}
              </DropdownMenuItem>
            </DropdownMenuContent>
          </DropdownMenu>
        ) : null}
        {mayArrange ? (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => ask("create")}>
            <FolderPlus aria-hidden />
            {t("create")}
          </Button>
        ) : null}
      </div>
      {inside.length > 0 ? (
        <ul className="grid grid-cols-1 gap-2 sm:grid-cols-2 lg:grid-cols-4">
          {inside.map((folder) => (
            <li key={folder.id}>
              <Link
                href={hrefOf(folder.id)}
                className="flex h-9 items-center gap-2 rounded-2 border border-line bg-surface px-3 text-13 hover:bg-hover pointer-coarse:h-11"
              >
                <FolderIcon aria-hidden className="size-4 shrink-0 text-ink-2" />
                <span className="min-w-0 flex-1 truncate">{folder.name}</span>
                <span className="text-12 text-ink-2">
                  <span aria-hidden>{countOf(folder)}</span>
                  <span className="sr-only">{tHome("count", { count: countOf(folder) })}</span>
                </span>
              </Link>
            </li>
          ))}
        </ul>
      ) : null}
      {asked === "create" || (asked === "edit" && current) ? (
        <FolderDialog
          folders={folders}
          parent={current?.id ?? null}
          {...(asked === "edit" && current ? { folder: current } : {})}
          onClose={() => ask(null)}
        />
      ) : null}
      {current ? (
        <ConfirmDialog
          open={asked === "delete"}
          onOpenChange={() => ask(null)}
          title={t("deleteTitle", { name: current.name })}
          description={t("deleteText")}
          confirm={t("delete")}
          busy={busy}
          onConfirm={remove}
        />
      ) : null}
    </div>
  );
}
