"use client";

import { UserPlus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useCallback, useEffect, useState } from "react";
import { readSharing } from "@/components/dashboard/share-requests";
import { signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogTrigger } from "@/components/ui/dialog";
import { componentOnDemand } from "@/components/ui/on-demand";
import { Skeleton } from "@/components/ui/skeleton";
import type { Sharing } from "@/lib/dashboards/share/schema";

const ShareForm = componentOnDemand(() =>
  import("@/components/dashboard/share-form").then((part) => part.ShareForm),
);

/** Opens who may open this dashboard: for those who may change it. */
export function ShareButton({ slug, name }: { slug: string; name: string }) {
  const t = useTranslations("share");
  const tCommon = useTranslations("common");
  const [open, setOpen] = useState(false);
  const [search, setSearch] = useState("");
  const [loaded, setLoaded] = useState<Sharing | { message: string } | null>(null);
  const load = useCallback(async () => {
    setLoaded(null);
    const answer = await readSharing(slug);
    if ("signedOut" in answer) signInAgain();
    else setLoaded("data" in answer ? answer.data : answer);
  }, [slug]);
  useEffect(() => {
    if (open) void load();
  }, [open, load]);
  const change = (next: boolean) => {
    setOpen(next);
    setSearch("");
  };

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button className="max-md:size-11 max-md:border-transparent max-md:px-0">
          <UserPlus aria-hidden />
          <span className="max-md:sr-only">{t("button")}</span>
        </Button>
      </DialogTrigger>
      <DialogContent
        needs={[ShareForm.part]}
        title={t("title", { name })}
        description={loaded && "shares" in loaded && !loaded.mayChange ? t("readOnly") : null}
        // The first Escape gives up what was typed, as everywhere; the next one closes.
        onEscapeKeyDown={(event) => {
          if (event.isComposing) event.preventDefault();
          else if (search.trim() !== "") {
            event.preventDefault();
            setSearch("");
          }
        }}
      >
        {loaded === null ? (
          <DialogBody aria-busy className="flex flex-col gap-4">
            <span role="status" className="sr-only">
              {t("loading")}
            </span>
            <Skeleton className="h-28" />
            <Skeleton className="h-9" />
            <Skeleton className="h-11" />
          </DialogBody>
        ) : "message" in loaded ? (
          <DialogBody className="flex items-center gap-3">
            <p role="alert" className="text-13 text-neg">
              {loaded.message || t("loadFailed")}
            </p>
            <Button onClick={() => void load()}>{tCommon("retry")}</Button>
          </DialogBody>
        ) : (
          <ShareForm
            slug={slug}
            sharing={loaded}
            search={search}
            onSearchChange={setSearch}
            onSaved={() => change(false)}
          />
        )}
      </DialogContent>
    </Dialog>
  );
}
