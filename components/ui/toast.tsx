"use client";

import { useEffect, useState } from "react";
import { create } from "zustand";
import { componentOnDemand } from "@/components/ui/on-demand";

export interface ToastMessage {
  title: string;
  /** `busy` stays until it is taken away: {@link toastBusy}. */
  tone?: "done" | "error" | "busy";
  /** Undo, most often. `label` names it for the eye and for screen readers. */
  action?: { label: string; run: () => void };
}

export type ShownToast = ToastMessage & { id: number };

interface ToastStore {
  toasts: ShownToast[];
  next: number;
}

const useToasts = create<ToastStore>(() => ({ toasts: [], next: 1 }));

/** Says something that is not visible on the page. Call it anywhere in the browser; {@link Toaster} shows it. */
export function toast(message: ToastMessage): void {
  useToasts.setState(({ toasts, next }) => ({
    toasts: [...toasts.slice(-2), { ...message, id: next }],
    next: next + 1,
  }));
}

/** Says that something is under way. @returns takes it away, once that is over */
export function toastBusy(title: string): () => void {
  const { next } = useToasts.getState();
  toast({ title, tone: "busy" });
  return () => dismiss(next);
}

const dismiss = (id: number) =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((shown) => shown.id !== id) }));

const ToastList = componentOnDemand(() =>
  import("@/components/ui/toast-list").then((part) => part.ToastList),
);

/** Where toasts appear: once, in the root layout. At most three. What draws them comes with the first. */
export function Toaster() {
  const toasts = useToasts((state) => state.toasts);
  const [plain, setPlain] = useState(false);
  const some = toasts.length > 0;
  useEffect(() => {
    if (!some) return;
    let over = false;
    ToastList.part.load().then(
      () => setPlain(false),
      () => over || setPlain(true),
    );
    return () => {
      over = true;
    };
  }, [some]);
  return plain ? <PlainList toasts={toasts} /> : <ToastList toasts={toasts} onDismiss={dismiss} />;
}

/** What is to be said may be that nothing can be loaded: then it is said with what is here. A click takes it away. */
function PlainList({ toasts }: { toasts: readonly ShownToast[] }) {
  return (
    <div
      role="alert"
      className="fixed right-4 bottom-4 z-50 flex w-[360px] max-w-[calc(100vw-32px)] flex-col gap-2"
    >
      {toasts.map(({ id, title }) => (
        <button
          key={id}
          type="button"
          onClick={() => dismiss(id)}
          className="min-h-9 rounded-3 bg-surface px-3 py-2 text-left text-12 shadow-pop"
        >
          {title}
        </button>
      ))}
    </div>
  );
}
