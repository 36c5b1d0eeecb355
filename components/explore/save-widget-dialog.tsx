"use client";

import { LayoutDashboard, Plus } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { SaveWidgetForm } from "@/components/explore/save-widget-form";
import { isSignedOut, signInAgain } from "@/components/layout/sign-in-again";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogBody,
  DialogClose,
  DialogContent,
  DialogFooter,
  DialogTrigger,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { AddedWidget } from "@/lib/dashboards/add-widget";
import type { ControlState } from "@/lib/dashboards/control-state";
import type { DashboardSummary, Widget } from "@/lib/dashboards/schema";
import { askApi } from "@/lib/http/ask-api";

/** Dashboards this viewer may change; a message where they could not be read, empty when no answer came. */
export type Targets = Pick<DashboardSummary, "slug" | "name" | "folder" | "version">[];

async function readTargets(signal?: AbortSignal): Promise<Targets | { message: string }> {
  const { data, error } = await askApi<DashboardSummary[]>("/api/v1/dashboards", signal ? { signal } : {});
  if (data) return data.filter(({ canEdit }) => canEdit);
  if (isSignedOut(error?.code)) signInAgain();
  return { message: error?.message ?? "" };
}

export interface SaveWidgetDialogProps {
  widget: Widget;
  title: string;
  controls: ControlState;
  /** Whether the viewer may make dashboards. */
  mayCreate: boolean;
}

/** Keeps what is explored as a widget of a dashboard, one that is there or a new one. */
export function SaveWidgetDialog(props: SaveWidgetDialogProps) {
  const t = useTranslations("explore.saveWidget");
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          <span className="max-md:sr-only">{t("button")}</span>
        </Button>
      </DialogTrigger>
      <DialogContent title={t("title")} description={t("text")}>
        {open ? <Opened {...props} /> : null}
      </DialogContent>
    </Dialog>
  );
}

/** Anew each time the dialog opens. */
function Opened({ controls, ...props }: SaveWidgetDialogProps) {
  const t = useTranslations("explore.saveWidget");
  const tCommon = useTranslations("common");
  const [targets, setTargets] = useState<Targets | { message: string } | null>(null);
  const [added, setAdded] = useState<AddedWidget | null>(null);
  const load = async (signal?: AbortSignal) => {
    // Aborted: the dialog is gone.
    const found = await readTargets(signal).catch(() => null);
    if (found && !signal?.aborted) setTargets(found);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once an opening
  useEffect(() => {
    const controller = new AbortController();
    void load(controller.signal);
    return () => controller.abort();
  }, []);

  if (added) {
    const { range, compare } = controls;
    const query = new URLSearchParams();
    if (added.follows && range) {
      query.set("from", range.from);
      query.set("to", range.to);
      query.set("compare", compare ?? "none");
    }
    return (
      <>
        <DialogBody>
          <p role="status" className="text-13">
            {t(added.follows || !range ? "done" : "doneFixed")}
          </p>
        </DialogBody>
        <DialogFooter>
          <DialogClose asChild>
            <Button>{tCommon("close")}</Button>
          </DialogClose>
          <Button asChild variant="primary">
            <a href={`/d/${added.slug}${query.size > 0 ? `?${query}` : ""}`}>
              <LayoutDashboard aria-hidden />
              {t("open")}
            </a>
          </Button>
        </DialogFooter>
      </>
    );
  }
  if (targets === null)
    return (
      <DialogBody aria-busy className="flex flex-col gap-4">
        <span role="status" className="sr-only">
          {t("loading")}
        </span>
        <Skeleton className="h-9" />
        <Skeleton className="h-9" />
      </DialogBody>
    );
  if ("message" in targets)
    return (
      <DialogBody className="flex items-center gap-3">
        <p role="alert" className="text-13 text-neg">
          {targets.message || t("failed")}
        </p>
        <Button onClick={() => void load()}>{tCommon("retry")}</Button>
      </DialogBody>
    );
  return (
    <SaveWidgetForm
      {...props}
      controls={controls}
      targets={targets}
      onSaved={setAdded}
      // What is there now, so that saving again is about it. What was typed stays.
      onConflict={() => load()}
    />
  );
}
