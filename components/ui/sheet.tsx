"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import type { Dialog as Parts } from "radix-ui";
import type { ComponentProps } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { dialogParts, Modal, ModalClose, type ModalProps } from "@/components/ui/modal";
import { OpeningRoot, OpeningTrigger, useFocusBack } from "@/components/ui/opening";

export const Sheet = OpeningRoot;
export const SheetTrigger = OpeningTrigger;

const SIDES = {
  left: "inset-y-0 left-0 w-[280px] max-w-[calc(100vw-56px)] animate-from-left",
  right: "inset-y-0 right-0 w-[376px] max-w-full animate-from-right",
  bottom: "inset-x-0 bottom-0 max-h-[calc(100dvh-48px)] rounded-t-4 animate-from-below",
} as const;

export interface SheetContentProps extends ComponentProps<typeof Parts.Content>, Pick<ModalProps, "needs"> {
  side?: keyof typeof SIDES;
  title: string;
  /** For a sheet whose content has a heading of its own. */
  hideTitle?: boolean;
}

/** A panel from an edge of the screen: the phone's sidebar, its filters. */
export function SheetContent({ needs, ...props }: SheetContentProps) {
  const { onCloseAutoFocus } = useFocusBack(props);
  return <Modal needs={needs}>{() => <Drawn {...props} onCloseAutoFocus={onCloseAutoFocus} />}</Modal>;
}

function Drawn({
  side = "right",
  title,
  hideTitle = false,
  className,
  children,
  ...props
}: Omit<SheetContentProps, "needs">) {
  const t = useTranslations("common");
  const Primitive = dialogParts();
  return (
    <Primitive.Content
      aria-describedby={undefined}
      className={cn("fixed z-50 flex flex-col bg-surface shadow-pop outline-none", SIDES[side], className)}
      {...props}
    >
      {hideTitle ? (
        <Primitive.Title className="sr-only">{title}</Primitive.Title>
      ) : (
        <div className="flex h-12 shrink-0 items-center justify-between border-line border-b pr-2 pl-4">
          <Primitive.Title className="font-semibold text-13">{title}</Primitive.Title>
          <ModalClose asChild>
            <Button variant="ghost" size="icon" aria-label={t("close")}>
              <X aria-hidden />
            </Button>
          </ModalClose>
        </div>
      )}
      {children}
    </Primitive.Content>
  );
}
