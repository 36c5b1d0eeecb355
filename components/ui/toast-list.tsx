"use client";

import { Check, CircleAlert, LoaderCircle, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Toast as Primitive } from "radix-ui";
import { Button } from "@/components/ui/button";
import type { ShownToast } from "@/components/ui/toast";

export interface ToastListProps {
  toasts: readonly ShownToast[];
  onDismiss: (id: number) => void;
}

/** Ms each stays: errors twice as long, work under way as long as it takes. */
const STAYS = { done: 6_000, error: 12_000, busy: Number.POSITIVE_INFINITY } as const;

/** What is said, newest last. */
export function ToastList({ toasts, onDismiss }: ToastListProps) {
  const t = useTranslations("common");
  return (
    <Primitive.Provider label={t("notification")} swipeDirection="right">
      {toasts.map(({ id, title, tone = "done", action }) => (
        <Primitive.Root
          key={id}
          duration={STAYS[tone]}
          type={tone === "error" ? "foreground" : "background"}
          onOpenChange={(open) => !open && onDismiss(id)}
          className="flex min-h-9 animate-appear items-center gap-2.5 rounded-3 bg-surface py-1 pr-1 pl-3 text-12 shadow-pop"
        >
          {tone === "error" ? (
            <CircleAlert aria-hidden className="size-4 shrink-0 text-neg" />
          ) : tone === "busy" ? (
            <LoaderCircle
              aria-hidden
              className="size-4 shrink-0 animate-spin text-ink-2 motion-reduce:animate-none"
            />
          ) : (
            <Check aria-hidden className="size-4 shrink-0 text-pos" />
          )}
          <Primitive.Title className="flex-1">{title}</Primitive.Title>
          {action ? (
            <Primitive.Action asChild altText={action.label}>
              <Button variant="link" size="sm" onClick={action.run}>
                {action.label}
              </Button>
            </Primitive.Action>
          ) : null}
          <Primitive.Close asChild>
            <Button variant="ghost" size="icon" aria-label={t("close")}>
              <X aria-hidden />
            </Button>
          </Primitive.Close>
        </Primitive.Root>
      ))}
      <Primitive.Viewport
        data-print="hide"
        className="fixed right-4 bottom-[calc(16px+var(--tray,0px))] z-50 flex w-[360px] max-w-[calc(100vw-32px)] flex-col gap-2 outline-none"
      />
    </Primitive.Provider>
  );
}
