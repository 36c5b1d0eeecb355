import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

export interface StatusPageProps {
  /** 404, 403: small, for whoever reports it. */
  code?: string;
  title: string;
  text: string;
  /** The way on: links or buttons. */
  actions?: ReactNode;
  className?: string;
}

/** A whole page that only says one thing: not found, not allowed, broken. */
export function StatusPage({ code, title, text, actions, className }: StatusPageProps) {
  return (
    <main
      id="main"
      className={cn("flex min-h-dvh flex-col items-center justify-center px-6 py-16 text-center", className)}
    >
      {code ? <p className="font-medium text-12 text-ink-3">{code}</p> : null}
      <h1 className="mt-1 font-semibold text-20">{title}</h1>
      <p className="mt-2 max-w-96 text-13 text-ink-2">{text}</p>
      {actions ? <div className="mt-5 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </main>
  );
}
