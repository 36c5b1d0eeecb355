"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createFolderAction, updateFolderAction } from "@/lib/folders/actions";
import type { Folder } from "@/lib/folders/schema";
import { FolderSelect } from "./folder-select";

export interface FolderDialogProps {
  folders: readonly Folder[];
  /** The folder to rename or move; without it one is made in `parent`. */
  folder?: Folder;
  parent: string | null;
  onClose: () => void;
}

/** Makes a folder, or gives one another name or place. */
export function FolderDialog({ folders, folder, parent, onClose }: FolderDialogProps) {
  const t = useTranslations("folders");
  const tCommon = useTranslations("common");
  const router = useRouter();
  const [name, setName] = useState(folder?.name ?? "");
  const [place, setPlace] = useState(folder ? folder.parent : parent);
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy || name.trim() === "") return;
    start(async () => {
      const answer = await (folder
        ? updateFolderAction({ id: folder.id, name, parent: place })
        : createFolderAction({ name, parent: place })
      ).catch(() => null);
      if (!answer?.data)
        return setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("failed"));
      router.refresh();
      onClose();
    });
  };
  // Into itself it can't go; the server says so of what stands deeper than it may.
  const inside = (path: string) => folder && (path === folder.path || path.startsWith(`${folder.path}/`));
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t(folder ? "edit" : "create")} description={t("about")}>
        <form method="post" noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="flex flex-col gap-4">
            <Field label={t("name")} error={error}>
              {(control) => (
                <Input
                  {...control}
                  size="lg"
                  value={name}
                  maxLength={100}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <FolderSelect
              label={t("place")}
              folders={folders.filter(({ path }) => !inside(path))}
              value={place}
              onValueChange={setPlace}
            />
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{tCommon("cancel")}</Button>
            <Button type="submit" variant="primary" busy={busy} disabled={name.trim() === ""}>
              {t(folder ? "save" : "create")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
