"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { NameField } from "@/components/dashboard/templates/name-field";
import { useCreateDashboard } from "@/components/dashboard/templates/use-create-dashboard";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";

export interface DuplicateDialogProps {
  slug: string;
  name: string;
  onClose: () => void;
}

/** A dashboard of one's own like another one: how is it called? */
export function DuplicateDialog({ slug, name, onClose }: DuplicateDialogProps) {
  const t = useTranslations("templates");
  const tCommon = useTranslations("common");
  const [written, write] = useState(() => t("copyOf", { name: name.slice(0, 180) }));
  const { create, busy, error } = useCreateDashboard();
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogContent title={t("duplicateTitle", { name })} description={t("about")}>
        <form
          method="post"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            create({ name: written, from: { kind: "duplicate", slug } });
          }}
          className="flex min-h-0 flex-1 flex-col"
        >
          <DialogBody>
            <NameField value={written} error={error} onValueChange={write} />
          </DialogBody>
          <DialogFooter>
            <Button onClick={onClose}>{tCommon("cancel")}</Button>
            <Button type="submit" variant="primary" busy={busy}>
              {t("duplicate")}
            </Button>
          </DialogFooter>
        </form>
      </DialogContent>
    </Dialog>
  );
}
