import { ArrowDown, ArrowRight, ArrowUp } from "lucide-react";
import { useTranslations } from "next-intl";
import type { CSSProperties } from "react";
import { KpiSparkline } from "@/components/chart/kpi-sparkline";
import { cn } from "@/components/ui/cn";
import type { KpiChange, KpiGoal, PreparedKpi } from "@/lib/chart/prepare-kpi";

const ARROWS = { up: ArrowUp, down: ArrowDown, flat: ArrowRight } as const;
const TONES = { good: "text-pos", bad: "text-neg" } as const;

/**
 * The numbers that matter, side by side between dividers; two by two on phones. Draws no frame of its own and fills
 * the widget's: 92 px high for up to six.
 */
export function KpiStrip({ kpis }: { kpis: PreparedKpi[] }) {
  return (
    <div className="@container/strip h-full overflow-hidden">
      {/* Cells overlap the edges by their own divider, so that only inner ones are seen, in however many rows. */}
      <dl
        className="-mt-px -ml-px grid min-h-full @min-[640px]/strip:grid-cols-[repeat(var(--columns),minmax(0,1fr))] grid-cols-2"
        style={{ "--columns": kpiColumns(kpis.length) } as CSSProperties}
      >
        {kpis.map((kpi) => (
          <KpiCell key={kpi.name} kpi={kpi} />
        ))}
      </dl>
    </div>
  );
}

/** At most six abreast, and rows as even as they go. */
export const kpiColumns = (count: number): number => Math.ceil(count / Math.ceil(count / 6));

function KpiCell({ kpi }: { kpi: PreparedKpi }) {
  const t = useTranslations("chart");
  const long = kpi.parts.reduce((sum, part) => sum + part.text.length, 0) > 11;
  return (
    <div className="@container/cell relative min-w-0 overflow-hidden border-line border-t border-l px-4 py-[11px] @max-[820px]/strip:px-3">
      <dt className="truncate text-12 text-ink-2">{kpi.label}</dt>
      <dd>
        <p className="mt-0.5 whitespace-nowrap text-24 @max-[168px]/cell:text-20">
          {kpi.parts.map((part, i) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one number never move
              key={i}
              className={
                part.kind === "digits"
                  ? "font-semibold"
                  : "whitespace-pre font-medium text-[14px] text-ink-2 leading-none"
              }
            >
              {part.text}
            </span>
          ))}
        </p>
        <p className="mt-1 flex min-w-0 items-baseline gap-2 text-12">
          {kpi.missing ? (
            <span className="truncate text-ink-3" title={t(`missing.${kpi.missing}`)}>
              {t(`missing.${kpi.missing}`)}
            </span>
          ) : (
            <>
              {kpi.goal ? <Goal goal={kpi.goal} /> : null}
              {kpi.change ? <Change change={kpi.change} /> : null}
              {kpi.compared && !kpi.goal ? (
                <span className="@max-[200px]/cell:hidden @max-[640px]/strip:hidden truncate text-ink-3">
                  {kpi.previous === null ? t("noPrevious") : t("previous", { value: kpi.previous })}
                </span>
              ) : null}
            </>
          )}
        </p>
      </dd>
      {kpi.spark ? (
        <KpiSparkline
          spark={kpi.spark}
          className={long ? "hidden @min-[320px]/cell:block" : "hidden @min-[236px]/cell:block"}
        />
      ) : null}
    </div>
  );
}

/** How far it is to the goal: in words, and as a hairline along the cell's lower edge. */
function Goal({ goal }: { goal: KpiGoal }) {
  const t = useTranslations("chart");
  return (
    <>
      <span className={cn("truncate", goal.reached ? "font-medium text-pos" : "text-ink-2")}>
        {goal.reached
          ? t("goalReached", { value: goal.value })
          : t("goalPart", { value: goal.value, part: goal.part })}
      </span>
      <span aria-hidden className="absolute inset-x-0 bottom-0 h-0.5 bg-sunken">
        <span
          className={cn("block h-full", goal.reached ? "bg-pos" : "bg-accent")}
          style={{ width: `${goal.filled * 100}%` }}
        />
      </span>
    </>
  );
}

function Change({ change }: { change: KpiChange }) {
  const Arrow = ARROWS[change.direction];
  return (
    <span
      className={cn(
        "inline-flex shrink-0 items-center gap-1 font-medium",
        change.tone ? TONES[change.tone] : "text-ink-2",
      )}
    >
      <Arrow aria-hidden className="size-3" strokeWidth={2.25} />
      {change.text}
    </span>
  );
}
