import { CircleAlert } from "lucide-react";
import type { ReactNode } from "react";

/** What went wrong with a whole form, above its fields; read out when it appears. Nothing while `children` is null. */
export function FormFailure({ children }: { children: ReactNode }) {
  return (
    <div aria-live="polite" aria-atomic className="empty:-mb-4">
      {children ? (
        <p className="flex items-start gap-2 rounded-2 border border-neg-line bg-neg-soft px-3 py-2 text-12 text-neg">
          <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0" />
          {children}
        </p>
      ) : null}
    </div>
  );
}
