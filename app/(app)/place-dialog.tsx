"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { placeDashboardAction } from "@/lib/dashboards/actions";
import type { Folder } from "@/lib/folders/schema";
import { FolderSelect } from "./folder-select";
import type { ListedDashboard } from "./listed-dashboard";

export interface PlaceDialogProps {
  dashboard: Pick<ListedDashboard, "slug" | "name" | "folderId" | "tags">;
  folders: readonly Folder[];
  /** Those of other dashboards, to choose from. */
  tags: readonly string[];
  onClose: () => void;
}

const split = (text: string) =>
  text
    .split(",")
    .map((tag) => tag.trim())
    .filter(Boolean);

/** Which folder a dashboard is in, and its tags. */
export function PlaceDialog({ dashboard, folders, tags, onClose }: PlaceDialogProps) {
  const t = useTranslations("folders");
  const tCommon = useTranslations("common");
  const router = useRouter();
  const [folder, setFolder] = useState(dashboard.folderId);
  const [text, setText] = useState(dashboard.tags.join(", "));
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();
  const written = new Set(split(text).map((tag) => tag.toLowerCase()));
  const offered = tags.filter((tag) => !written.has(tag.toLowerCase())).slice(0, 12);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    start(async () => {
      const answer = await placeDashboardAction({ slug: dashboard.slug, folder, tags: split(text) }).catch(
        () => null,
      );
      if (!answer?.data)
        return setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("failed"));
      toast({ title: t("placed", { name: dashboard.name }) });
      router.refresh();
      onClose();
    });
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t("placeOf", { name: dashboard.name })} description={t("placeAbout")}>
        <form method="post" noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="flex flex-col gap-4">
            <FolderSelect label={t("folder")} folders={folders} value={folder} onValueChange={setFolder} />
            <Field label={t("tags")} hint={t("tagsHint")} error={error}>
              {(control) => (
                <Input
                  {...control}
                  size="lg"
                  value={text}
                  maxLength={900}
                  onChange={(event) => setText(event.target.value)}
                />
              )}
            </Field>
            {offered.length > 0 ? (
              <fieldset className="flex flex-wrap gap-1.5">
                <legend className="sr-only">{t("otherTags")}</legend>
                {offered.map((tag) => (
                  <Button
                    key={tag}
                    size="sm"
                    aria-label={t("addTag", { tag })}
                    onClick={() => setText([...split(text), tag].join(", "))}
                  >
                    + {tag}
                  </Button>
                ))}
              </fieldset>
            ) : null}
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{tCommon("cancel")}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t("save")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
