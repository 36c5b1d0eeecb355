"use client";

import { LayoutDashboard, Users } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { accentTokens, NEUTRALS, READABLE, THEME_NAMES, type ThemeName } from "@/lib/settings/accent";
import { contrast, fromOklch, type Oklch, parseHex, toHex } from "@/lib/table/color";

/** A theme's tokens as they would be, to lay over whatever theme the page has. */
function tokensOf(theme: ThemeName, accent: Oklch): CSSProperties {
  const neutrals = Object.entries(NEUTRALS[theme]).map(([name, color]) => [
    `--${name}`,
    toHex(fromOklch(color)),
  ]);
  const tokens = Object.entries(accentTokens(accent)[theme]).map(([name, value]) => [`--${name}`, value]);
  return { ...Object.fromEntries([...neutrals, ...tokens]), colorScheme: theme };
}

/** How an accent looks where it is used, in both themes at once. */
export function AccentPreview({ accent }: { accent: Oklch }) {
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      {THEME_NAMES.map((theme) => (
        <Sample key={theme} theme={theme} accent={accent} />
      ))}
    </div>
  );
}

function Sample({ theme, accent }: { theme: ThemeName; accent: Oklch }) {
  const t = useTranslations("settings");
  const tLayout = useTranslations("layout");
  const made = accentTokens(accent)[theme].accent;
  const ratio = contrast(parseHex(made) ?? [0, 0, 0], fromOklch(NEUTRALS[theme].surface));
  return (
    <figure>
      <div
        role="img"
        aria-label={t("previewOf", { theme: tLayout(`themes.${theme}`) })}
        style={tokensOf(theme, accent)}
        className="flex flex-col overflow-hidden rounded-3 border border-line-2 bg-surface text-ink"
      >
        <div className="flex flex-col gap-px border-line border-b bg-rail p-2">
          <span className="flex h-7 items-center gap-2 rounded-2 bg-accent-soft px-2 font-medium text-13">
            <LayoutDashboard className="size-4 text-accent" />
            {t("previewCurrent")}
          </span>
          <span className="flex h-7 items-center gap-2 rounded-2 px-2 text-13">
            <Users className="size-4 text-ink-2" />
            {tLayout("users")}
          </span>
        </div>
        <div className="flex flex-col gap-2 p-3">
          <p className="text-12 text-ink-2">
            {t("previewText")} <span className="text-accent underline">{t("previewLink")}</span>
          </p>
          <div className="flex flex-wrap items-center gap-2">
            <span className="inline-flex h-7 items-center rounded-2 bg-accent px-2.5 font-medium text-12 text-on-accent">
              {t("save")}
            </span>
            <span className="inline-flex h-7 items-center rounded-2 bg-accent-hover px-2.5 font-medium text-12 text-on-accent">
              {t("previewHover")}
            </span>
            <span className="inline-flex h-5 items-center rounded-tag bg-accent-soft px-1.5 text-11 text-accent">
              {t("previewBadge")}
            </span>
          </div>
          <div className="flex h-4 flex-col justify-between">
            <span className="h-1.5 w-4/5 bg-bar" />
            <span className="h-1.5 w-1/2 bg-bar-2" />
          </div>
        </div>
      </div>
      <figcaption className="mt-1 text-11 text-ink-2">
        {t("previewCaption", {
          theme: tLayout(`themes.${theme}`),
          color: made,
          // Never rounded up over the line that it must reach.
          ratio: Math.max(READABLE, Math.floor(ratio * 10) / 10),
        })}
      </figcaption>
    </figure>
  );
}
