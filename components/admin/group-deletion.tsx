"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { toast } from "@/components/ui/toast";
import { deleteGroupAction } from "@/lib/groups/actions";

export interface GroupDeletionProps {
  id: string;
  name: string;
  members: number;
  dashboards: number;
}

/** Deletes a group, once it was said who loses what. */
export function GroupDeletion({ id, name, members, dashboards }: GroupDeletionProps) {
  const t = useTranslations("groups");
  const router = useRouter();
  const [asking, setAsking] = useState(false);
  const [busy, start] = useTransition();
  const remove = () =>
    start(async () => {
      const answer = await deleteGroupAction({ id }).catch(() => null);
      if (!answer || answer.error)
        return toast({ title: answer?.error?.message ?? t("deleteFailed"), tone: "error" });
      setAsking(false);
      toast({ title: t("deleteDone", { name }) });
      router.replace("/admin/groups");
    });
  return (
    <>
      <Button variant="danger" onClick={() => setAsking(true)}>
        {t("delete")}
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("deleteTitle", { name })}
        description={t("deleteText", { members, dashboards })}
        confirm={t("delete")}
        busy={busy}
        onConfirm={remove}
      />
    </>
  );
}
