"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Dialog as Parts } from "radix-ui";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { dialogParts, Modal, ModalClose, type ModalProps } from "@/components/ui/modal";
import { OpeningRoot, OpeningTrigger } from "@/components/ui/opening";

export const Dialog = OpeningRoot;
export const DialogTrigger = OpeningTrigger;
export const DialogClose = ModalClose;

export interface DialogContentProps
  extends Omit<ComponentProps<typeof Parts.Content>, "title">,
    Pick<ModalProps, "needs"> {
  title: ReactNode;
  /** One sentence below the title; read out with it. */
  description?: ReactNode;
}

/** Where the keyboard was when a dialog opened; for an item of a menu, which is gone by then, the menu's button. */
function openerOf(focused: Element | null): HTMLElement | null {
  const menu = focused?.closest("[role=menu]")?.getAttribute("aria-labelledby");
  const opener = menu ? document.getElementById(menu) : focused;
  return opener instanceof HTMLElement ? opener : null;
}

/** A dialog of 520 px; on a phone it rises from the bottom edge. Put {@link DialogFooter} last. */
export function DialogContent({ needs, ...props }: DialogContentProps) {
  return <Modal needs={needs}>{() => <Drawn {...props} />}</Modal>;
}

function Drawn({
  title,
  description,
  className,
  children,
  onCloseAutoFocus,
  ...props
}: Omit<DialogContentProps, "needs">) {
  const t = useTranslations("common");
  const opener = useRef<HTMLElement | null>(null);
  const Primitive = dialogParts();
  return (
    <Primitive.Content
      {...(description ? {} : { "aria-describedby": undefined })}
      onOpenAutoFocus={() => {
        opener.current = openerOf(document.activeElement);
      }}
      // Radix only knows the way back to a trigger of its own.
      onCloseAutoFocus={(event) => {
        onCloseAutoFocus?.(event);
        if (event.defaultPrevented || !opener.current?.isConnected) return;
        event.preventDefault();
        opener.current.focus();
      }}
      className={cn(
        "fixed inset-x-0 bottom-0 z-50 flex max-h-[calc(100dvh-24px)] flex-col rounded-t-4 bg-surface shadow-pop outline-none animate-from-below sm:inset-x-auto sm:top-[12vh] sm:bottom-auto sm:left-1/2 sm:max-h-[76vh] sm:w-[520px] sm:-translate-x-1/2 sm:animate-appear sm:rounded-4",
        className,
      )}
      {...props}
    >
      <div className="pt-4 pr-14 pb-3 pl-5">
        <Primitive.Title className="wrap-anywhere font-semibold text-15">{title}</Primitive.Title>
        {description ? (
          <Primitive.Description className="mt-1 text-12 text-ink-2">{description}</Primitive.Description>
        ) : null}
      </div>
      {children}
      {/* Last in order: what opens a dialog wants its first field, not the way out. */}
      <ModalClose asChild>
        <Button
          variant="ghost"
          size="icon"
          aria-label={t("close")}
          className="absolute top-3 right-3 text-ink-2 pointer-coarse:top-1 pointer-coarse:right-2"
        >
          <X aria-hidden />
        </Button>
      </ModalClose>
    </Primitive.Content>
  );
}

/** The scrolling middle of a dialog. */
export function DialogBody({ className, ...props }: ComponentProps<"div">) {
  return <div className={cn("min-h-0 flex-1 overflow-y-auto px-5 pt-1 pb-5", className)} {...props} />;
}

/** A note on the left, the buttons on the right, the main one last. */
export function DialogFooter({
  note,
  className,
  children,
  ...props
}: ComponentProps<"div"> & { note?: ReactNode }) {
  return (
    <div
      className={cn("flex items-center justify-end gap-2 border-line border-t px-5 py-3", className)}
      {...props}
    >
      {note ? <p className="mr-auto text-12 text-ink-2">{note}</p> : null}
      {children}
    </div>
  );
}
