"use client";

import { Plus } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useState, useTransition } from "react";
import { type GroupFields, GroupFieldsInput } from "@/components/admin/group-form";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter, DialogTrigger } from "@/components/ui/dialog";
import { createGroupAction } from "@/lib/groups/actions";

const NEW: GroupFields = { name: "", description: "" };

/** A name in, and on to the group's own page for its members. `?create` in the address opens it: the command menu does so. */
export function NewGroupDialog() {
  const t = useTranslations("groups");
  const tCommon = useTranslations("common");
  const router = useRouter();
  const [open, setOpen] = useState(false);
  const [draft, setDraft] = useState(NEW);
  const [error, setError] = useState<string>();
  const [busy, start] = useTransition();
  const change = (next: boolean) => {
    setOpen(next);
    setDraft(NEW);
    setError(undefined);
  };

  const asked = useSearchParams().has("create");
  useEffect(() => {
    if (!asked) return;
    // The address asks once: going back to it must not ask again.
    window.history.replaceState(null, "", window.location.pathname);
    setOpen(true);
  }, [asked]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (draft.name.trim() === "") return setError(t("nameMissing"));
    start(async () => {
      const answer = await createGroupAction(draft).catch(() => null);
      if (answer?.data) return router.push(`/admin/groups/${answer.data.id}`);
      setError(answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("createFailed"));
    });
  };

  return (
    <Dialog open={open} onOpenChange={change}>
      <DialogTrigger asChild>
        <Button variant="primary">
          <Plus aria-hidden />
          {t("create")}
        </Button>
      </DialogTrigger>
      <DialogContent title={t("createTitle")} description={t("about")}>
        <form method="post" noValidate onSubmit={submit} className="flex min-h-0 flex-1 flex-col">
          <DialogBody className="flex flex-col gap-4">
            <GroupFieldsInput value={draft} onValueChange={setDraft} error={error} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={() => change(false)}>{tCommon("cancel")}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t("create")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
