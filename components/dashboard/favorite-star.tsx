"use client";

import { Star } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useOptimistic, useTransition } from "react";
import { signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { toast } from "@/components/ui/toast";

/** Keeps a dashboard among the favourites. */
export function FavoriteStar({ slug, name, favorite }: { slug: string; name: string; favorite: boolean }) {
  const t = useTranslations("layout");
  const router = useRouter();
  const [, start] = useTransition();
  const [on, mark] = useOptimistic(favorite);
  const toggle = () =>
    start(async () => {
      mark(!on);
      const status = await fetch(`/api/v1/favorites/${slug}`, { method: on ? "DELETE" : "PUT" }).then(
        (response) => response.status,
        () => 0,
      );
      if (status === 401) signInAgain();
      else if (status >= 200 && status < 300) router.refresh();
      else toast({ tone: "error", title: t("favoriteFailed") });
    });
  return (
    <Button
      variant="ghost"
      size="icon"
      aria-pressed={on}
      aria-label={t(on ? "removeFavorite" : "addFavorite", { name })}
      onClick={toggle}
    >
      <Star aria-hidden className={cn(on ? "fill-current text-accent" : "text-ink-2")} />
    </Button>
  );
}
