import { type ReactNode, useId } from "react";

export interface AccountSectionProps {
  title: string;
  about?: string;
  /** At the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One part of the account page: what it is about on the left, its controls on the right; stacked on phones. */
export function AccountSection({ title, about, actions, children }: AccountSectionProps) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className="grid gap-x-8 gap-y-3 border-line border-t py-6 first:border-t-0 first:pt-2 lg:grid-cols-[220px_minmax(0,1fr)]"
    >
      <div>
        <h2 id={id} className="font-semibold text-15">
          {title}
        </h2>
        {about ? <p className="mt-1 text-12 text-ink-2">{about}</p> : null}
        {actions ? <div className="mt-3 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      <div className="min-w-0">{children}</div>
    </section>
  );
}
