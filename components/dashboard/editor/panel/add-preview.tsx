"use client";

import { Eye } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { LiveWidget } from "@/components/dashboard/editor/live-widget";
import { fieldLabel } from "@/components/dashboard/editor/panel/field-menu";
import { EmptyState } from "@/components/ui/empty-state";
import type { Widget } from "@/lib/dashboards/schema";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import type { NewUnfit } from "@/lib/editor/new-widget";

export interface AddPreviewProps {
  widget: Widget | null;
  unfit: NewUnfit | null;
  /** Measures it has no room for. */
  leaves: readonly string[];
  info: DatasetInfo;
}

/** The new widget with its data, as its readers will see it. */
export function AddPreview({ widget, unfit, leaves, info }: AddPreviewProps) {
  const t = useTranslations("editor.adding");
  const words = useTranslations("explore");
  const room = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 560, height: 320 });
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(() =>
      setSize({ width: element.clientWidth, height: element.clientHeight }),
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const why =
    unfit === "needsRows" || unfit === "needsAcross"
      ? t(`unfit.${unfit}`)
      : unfit
        ? words(`unfit.${unfit}`)
        : null;
  return (
    <section aria-label={t("preview")} className="flex min-h-72 flex-1 flex-col gap-2">
      <div ref={room} className="min-h-0 flex-1 rounded-3 bg-sunken p-3">
        {widget ? (
          <div inert className={widget.type === "kpi" ? "h-24" : "h-full"} data-preview>
            <LiveWidget widget={widget} width={size.width - 24} height={size.height - 24} />
          </div>
        ) : (
          <EmptyState
            icon={Eye}
            title={t("noPreview")}
            description={why ?? t("chooseFields")}
            className="h-full"
          />
        )}
      </div>
      {leaves.length > 0 ? (
        <p className="text-12 text-ink-2">
          {words("leaves", { names: leaves.map((name) => fieldLabel(info, name)).join(", ") })}
        </p>
      ) : null}
    </section>
  );
}
