"use client";

import { useTranslations } from "next-intl";
import { useCallback, useEffect, useId, useState } from "react";
import { LayoutPreview } from "@/components/dashboard/templates/layout-preview";
import { NameField } from "@/components/dashboard/templates/name-field";
import { keyOf, TemplateList } from "@/components/dashboard/templates/template-list";
import { useCreateDashboard } from "@/components/dashboard/templates/use-create-dashboard";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Radio, RadioGroup } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { listTemplatesAction } from "@/lib/dashboards/templates/actions";
import type { LayoutPreview as Preview } from "@/lib/dashboards/templates/preview";
import type { Template } from "@/lib/dashboards/templates/schema";

const KINDS = ["blank", "dataset", "pack", "duplicate"] as const;
type Kind = (typeof KINDS)[number];

const EMPTY: Preview = { width: 1152, height: 0, boxes: [] };

/** What a new dashboard begins as, and what it is called. */
export function NewDashboardDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("templates");
  const tCommon = useTranslations("common");
  const id = useId();
  const [templates, setTemplates] = useState<readonly Template[] | null>(null);
  const [failed, setFailed] = useState<string>();
  const [kind, setKind] = useState<Kind>("blank");
  const [chosen, choose] = useState<Partial<Record<Kind, string>>>({});
  const [written, write] = useState<string | null>(null);
  const { create, busy, error } = useCreateDashboard();
  const load = useCallback(async () => {
    setFailed(undefined);
    const answer = await listTemplatesAction(undefined).catch(() => null);
    if (answer?.data) setTemplates(answer.data);
    else setFailed(answer?.error?.message ?? t("listFailed"));
  }, [t]);
  useEffect(() => {
    void load();
  }, [load]);

  const of = (wanted: Kind) => (templates ?? []).filter(({ from }) => from.kind === wanted);
  const chosenOf = (wanted: Kind) => {
    const all = of(wanted);
    return all.find((template) => keyOf(template) === chosen[wanted]) ?? all[0];
  };
  const template = chosenOf(kind);
  const suggested =
    kind === "duplicate" && template
      ? t("copyOf", { name: template.name.slice(0, 180) })
      : (template?.name ?? "");
  const name = written ?? suggested;
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t("title")} description={t("about")} className="sm:w-[680px]">
        <form
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (kind === "blank") create({ name, from: { kind } });
            else if (template) create({ name, from: template.from });
          }}
          className="flex min-h-0 flex-1 flex-col"
        >
          <DialogBody className="flex flex-col gap-4">
            <RadioGroup
              aria-label={t("begin")}
              value={kind}
              onValueChange={(value) => setKind(KINDS.find((one) => one === value) ?? "blank")}
              className="grid grid-cols-2 gap-2 sm:grid-cols-4"
            >
              {KINDS.map((one) => {
                // A kind of which there is nothing can't be chosen.
                const none = one !== "blank" && templates !== null && of(one).length === 0;
                return (
                  <label
                    key={one}
                    htmlFor={`${id}${one}`}
                    className="flex flex-col gap-2 rounded-3 border border-line-2 p-2.5 transition-colors hover:bg-hover has-disabled:opacity-60 has-data-[state=checked]:border-accent has-data-[state=checked]:bg-accent-soft"
                  >
                    <LayoutPreview
                      preview={one === "blank" ? EMPTY : (chosenOf(one)?.preview ?? EMPTY)}
                      className="w-full"
                    />
                    <span className="flex items-start gap-2">
                      <Radio
                        id={`${id}${one}`}
                        value={one}
                        disabled={none}
                        aria-label={t(`kinds.${one}.title`)}
                        aria-describedby={`${id}${one}-about`}
                        className="mt-0.5"
                      />
                      <span className="font-medium text-13">{t(`kinds.${one}.title`)}</span>
                    </span>
                    <span id={`${id}${one}-about`} className="text-12 text-ink-2">
                      {t(none ? "none" : `kinds.${one}.about`)}
                    </span>
                  </label>
                );
              })}
            </RadioGroup>
            {kind === "blank" ? null : failed ? (
              <ErrorState title={failed} onRetry={() => void load()} />
            ) : templates === null ? (
              <Skeleton className="h-24 w-full" />
            ) : (
              <TemplateList
                key={kind}
                label={t(`kinds.${kind}.which`)}
                templates={of(kind)}
                value={template ? keyOf(template) : null}
                onValueChange={(key) => choose({ ...chosen, [kind]: key })}
              />
            )}
            <NameField value={name} error={error} onValueChange={write} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{tCommon("cancel")}</Button>
            <Button
              type="submit"
              variant="primary"
              busy={busy}
              disabled={kind !== "blank" && template === undefined}
            >
              {t("create")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
