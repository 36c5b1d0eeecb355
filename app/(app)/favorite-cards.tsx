"use client";

import { Star } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import type { ListedDashboard } from "./listed-dashboard";

export interface FavoriteCardsProps {
  entries: readonly ListedDashboard[];
  onToggle: (entry: ListedDashboard) => void;
}

/** The favourites side by side, as many in a row as there is room for. */
export function FavoriteCards({ entries, onToggle }: FavoriteCardsProps) {
  const tLayout = useTranslations("layout");
  return (
    <section className="mb-6">
      <h2 className="mb-2 flex items-baseline gap-2 font-semibold text-13">
        {tLayout("favorites")}
        <span className="font-normal text-12 text-ink-2">{entries.length}</span>
      </h2>
      {/* Each card draws its right and lower line; the frame cuts off the last ones. */}
      <ul className="grid grid-cols-1 overflow-hidden rounded-3 border border-line bg-surface sm:grid-cols-2 lg:grid-cols-4">
        {entries.map((entry) => (
          <li
            key={entry.slug}
            className="relative -mr-px -mb-px flex items-start gap-2 border-line border-r border-b px-4 py-3 hover:bg-hover"
          >
            <div className="min-w-0 flex-1">
              <Link
                href={`/d/${entry.slug}`}
                className="block truncate rounded-tag font-medium text-13 after:absolute after:inset-0"
              >
                {entry.name}
              </Link>
              <p className="mt-0.5 line-clamp-2 text-12 text-ink-2">
                {entry.description ?? entry.ownerName ?? ""}
              </p>
            </div>
            <Button
              variant="ghost"
              size="icon-sm"
              aria-pressed
              aria-label={tLayout("removeFavorite", { name: entry.name })}
              onClick={() => onToggle(entry)}
              className="relative z-10 -mr-1.5"
            >
              <Star aria-hidden className="fill-accent text-accent" />
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
