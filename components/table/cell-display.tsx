"use client";

import { ExternalLink, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useState } from "react";
import type { CellContentProps } from "@/components/table/cell-content";
import type { CellDisplay as Display } from "@/components/table/use-displays";
import { DataBarLane } from "@/components/table/use-draw-formats";
import { cn } from "@/components/ui/cn";
import { formatDate } from "@/lib/format/format-date";
import { formatNumber } from "@/lib/format/format-number";
import type { Cell } from "@/lib/query/result";
import { badgeColor, badgeCss } from "@/lib/table/badge-color";
import { cellText, type TableColumn } from "@/lib/table/columns";
import type { Progress } from "@/lib/table/progress";
import { type Spark, sparkShape } from "@/lib/table/sparkline";

export interface CellDisplayProps extends Pick<CellContentProps, "shown" | "value" | "locale" | "timezone"> {
  display: Display;
  /** The value as a cell without a display has it. */
  children: ReactNode;
}

/** A cell's value as its column shows it. The value stays in the cell as text, whatever is drawn. */
export function CellDisplay(props: CellDisplayProps) {
  const { display, children, locale } = props;
  const t = useTranslations("table.display");
  switch (display.kind) {
    case "link":
      return (
        <a
          href={display.address}
          target="_blank"
          rel="noopener noreferrer"
          referrerPolicy="no-referrer"
          // Enter on the cell opens it: the grid is one stop for Tab.
          tabIndex={-1}
          className="inline-flex min-w-0 items-center gap-1 underline decoration-line-ctl underline-offset-2 hover:decoration-current"
        >
          {children}
          <ExternalLink role="img" aria-label={t("newTab")} className="size-3 shrink-0 text-ink-2" />
        </a>
      );
    case "image":
      return (
        <Picture key={display.address} {...display}>
          {children}
        </Picture>
      );
    case "badge":
      return <Badge {...props} />;
    case "bar":
      return (
        <>
          <DataBarLane bar={display.bar} />
          {children}
        </>
      );
    case "progress":
      return (
        <>
          <ProgressLane
            progress={display.progress}
            title={t("reached", {
              share: formatNumber(display.progress.share * 100, { style: "percent" }, locale, { unit: true }),
            })}
          />
          {children}
        </>
      );
    case "sparkline":
      return (
        <>
          <Sparkline {...props} display={display} />
          {display.number ? children : <span className="sr-only">{children}</span>}
        </>
      );
  }
}

/** A picture in a box of its own size: nothing moves when it comes. One that can't be shown leaves the text. */
function Picture({ address, name, children }: { address: string; name: string | null; children: ReactNode }) {
  const [broken, setBroken] = useState(false);
  // Once somebody listens: the server's HTML would have it fail before.
  const [live, setLive] = useState(false);
  useEffect(() => setLive(true), []);
  if (broken) return children;
  const box = cn("size-5 shrink-0 rounded-1 bg-sunken object-contain", name === null && "mr-1.5");
  return (
    <>
      {live ? (
        // biome-ignore lint/performance/noImgElement: it is somebody else's: no server of ours may fetch it.
        <img
          src={address}
          alt={name ?? ""}
          width={20}
          height={20}
          loading="lazy"
          decoding="async"
          referrerPolicy="no-referrer"
          onError={() => setBroken(true)}
          className={box}
        />
      ) : (
        <span aria-hidden className={box} />
      )}
      {name === null ? children : <span className="sr-only">{children}</span>}
    </>
  );
}

function Badge({ shown, value, locale, timezone, children }: CellDisplayProps) {
  const text = cellText(shown.column, value, locale, timezone);
  return (
    <span
      data-badge=""
      className="inline-flex min-w-0 items-center rounded-tag px-1.5 leading-5"
      style={badgeCss(badgeColor(shown.column.name, text))}
    >
      {children}
    </span>
  );
}

/** The target is a line in the lane; what is beyond it has another tone. */
function ProgressLane({ progress, title }: { progress: Progress; title: string }) {
  const { fill, target } = progress;
  const over = progress.share > 1;
  return (
    <span
      aria-hidden
      data-progress={over ? "over" : ""}
      title={title}
      className="relative mr-auto h-2 w-12 shrink-0 overflow-hidden rounded-1 bg-press"
    >
      <span
        className="absolute inset-y-0 left-0 bg-accent-line"
        style={{ width: `${Math.min(fill, target) * 100}%` }}
      />
      {over ? (
        <>
          <span className="absolute inset-y-0 right-0 bg-pos" style={{ left: `${target * 100}%` }} />
          <span className="absolute inset-y-0 w-px bg-surface" style={{ left: `${target * 100}%` }} />
        </>
      ) : null}
    </span>
  );
}

const BOX = { width: 64, height: 18, pad: 2.5 };

function Sparkline({
  shown,
  display: { spark },
  locale,
  timezone,
}: CellDisplayProps & { display: Extract<Display, { kind: "sparkline" }> }) {
  const t = useTranslations("table.display");
  const lane = "mr-auto inline-flex h-4.5 w-16 shrink-0 items-center";
  if (spark.state === "loading")
    return (
      <span role="img" aria-label={t("sparkLoading")} className={lane}>
        <span className="h-px w-full animate-late bg-line-2" />
      </span>
    );
  if (spark.state === "error") {
    const why = spark.message || t("sparkTooMany");
    return (
      <span title={t("sparkFailed", { why })} className={cn(lane, "text-neg")}>
        <TriangleAlert role="img" aria-label={t("sparkFailed", { why })} className="size-3.5" />
      </span>
    );
  }
  if (spark.state === "none" || !spark.spark.ends)
    return <span role="img" aria-label={t("sparkEmpty")} title={t("sparkEmpty")} className={lane} />;
  const told = summary(spark.spark, spark.spark.ends, shown, locale, timezone);
  const { path, alone, last } = sparkShape(spark.spark.values, BOX);
  const { width, height } = BOX;
  return (
    <span title={t("spark", told)} className={lane}>
      <svg
        role="img"
        aria-label={t("spark", told)}
        data-sparkline=""
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        className="overflow-visible text-accent"
      >
        <path
          d={path}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.25"
          strokeLinejoin="round"
          strokeLinecap="round"
        />
        {alone.map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="1.25" fill="currentColor" />
        ))}
        {last ? <circle data-last="" cx={last[0]} cy={last[1]} r="2" fill="currentColor" /> : null}
      </svg>
    </span>
  );
}

function summary(
  { days }: Spark,
  ends: NonNullable<Spark["ends"]>,
  { column, unit }: TableColumn,
  locale: CellContentProps["locale"],
  timezone: string,
) {
  const day = (at: string) =>
    formatDate(at, "day", locale, {
      pattern: days[0]?.slice(0, 4) === days.at(-1)?.slice(0, 4) ? "short" : "full",
    });
  const number = (value: Cell) => `${cellText(column, value, locale, timezone)}${unit}`;
  return {
    from: day(ends.first),
    to: day(ends.last),
    min: number(ends.min),
    max: number(ends.max),
    last: number(ends.end),
  };
}
