"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogBody, DialogContent, DialogFooter } from "@/components/ui/dialog";

export interface ConfirmDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** A question. */
  title: string;
  /** What will happen. */
  description: string;
  /** The deed's own verb, never “OK”. */
  confirm: string;
  busy?: boolean;
  onConfirm: () => void;
  /** Choices that belong to the deed. */
  children?: ReactNode;
}

/** Asks once more before what can't be undone. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, title, description, confirm, busy = false, onConfirm, children } = props;
  const t = useTranslations("common");
  return (
    <Dialog open={open} onOpenChange={onOpenChange}>
      <DialogContent title={title} description={description}>
        {children ? <DialogBody>{children}</DialogBody> : null}
        <DialogFooter className={children ? undefined : "border-t-0 pb-4"}>
          <Button onClick={() => onOpenChange(false)}>{t("cancel")}</Button>
          <Button variant="danger" busy={busy} onClick={onConfirm}>
            {confirm}
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
