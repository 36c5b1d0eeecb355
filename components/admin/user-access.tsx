"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState, useTransition } from "react";
import { useSaveUser } from "@/components/admin/use-save-user";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Field } from "@/components/ui/field";
import { Select, SelectContent, SelectItem, SelectTrigger } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { deleteUserAction } from "@/lib/users/actions";

export interface UserAccessProps {
  id: string;
  name: string;
  /** In words, where somebody is suspended. */
  suspendedSince: string | null;
  ownedDashboards: number;
  /** Active editors and admins who could take over. */
  heirs: readonly { id: string; name: string; email: string }[];
}

const NOBODY = "nobody";

/** Suspend, reactivate, delete: each asked twice but the way back. */
export function UserAccess({ id, name, suspendedSince, ownedDashboards, heirs }: UserAccessProps) {
  const t = useTranslations("users");
  const router = useRouter();
  const [saving, save] = useSaveUser();
  const [deleting, start] = useTransition();
  const [asking, setAsking] = useState<"suspend" | "delete" | null>(null);
  const [heir, setHeir] = useState(NOBODY);
  const close = () => setAsking(null);

  const suspend = async () => {
    await save({ id, suspended: true }, t("suspendDone", { name }));
    close();
  };
  const remove = () =>
    start(async () => {
      const handOverTo = heir === NOBODY ? {} : { handOverTo: heir };
      const answer = await deleteUserAction({ id, ...handOverTo }).catch(() => null);
      if (!answer || answer.error) {
        const wrong = answer?.error?.fields[0]?.message ?? answer?.error?.message ?? t("deleteFailed");
        toast({ title: wrong, tone: "error" });
        return;
      }
      close();
      toast({ title: t("deleteDone", { name }) });
      router.replace("/admin/users");
    });

  return (
    <div className="flex flex-col gap-3">
      {suspendedSince ? <p className="text-13">{t("suspendedSince", { when: suspendedSince })}</p> : null}
      <div className="flex flex-wrap gap-2">
        {suspendedSince ? (
          <Button
            busy={saving}
            onClick={() => void save({ id, suspended: false }, t("reactivateDone", { name }))}
          >
            {t("reactivate")}
          </Button>
        ) : (
          <Button onClick={() => setAsking("suspend")}>{t("suspend")}</Button>
        )}
        <Button variant="danger" onClick={() => setAsking("delete")}>
          {t("delete")}
        </Button>
      </div>
      <ConfirmDialog
        open={asking === "suspend"}
        onOpenChange={(open) => !open && close()}
        title={t("suspendTitle", { name })}
        description={t("suspendAbout")}
        confirm={t("suspend")}
        busy={saving}
        onConfirm={() => void suspend()}
      />
      <ConfirmDialog
        open={asking === "delete"}
        onOpenChange={(open) => !open && close()}
        title={t("deleteTitle", { name })}
        description={t("deleteAbout")}
        confirm={t("delete")}
        busy={deleting}
        onConfirm={remove}
      >
        <Field label={t("heir")} hint={t("heirAbout", { count: ownedDashboards })}>
          {(control) => (
            <Select value={heir} onValueChange={setHeir}>
              <SelectTrigger className="h-9 px-3 text-13" {...control} />
              <SelectContent>
                <SelectItem value={NOBODY}>{t("heirNone")}</SelectItem>
                {heirs.map((person) => (
                  <SelectItem key={person.id} value={person.id}>
                    {person.name} · {person.email}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          )}
        </Field>
      </ConfirmDialog>
    </div>
  );
}
