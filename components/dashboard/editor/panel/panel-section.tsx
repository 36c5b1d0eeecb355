import { type ReactNode, useId } from "react";
import { Switch } from "@/components/ui/switch";

export interface PanelSectionProps {
  title: string;
  /** Beside the title, at the right. */
  action?: ReactNode;
  /** What it is for, where there is nothing in it yet. */
  hint?: ReactNode;
  children?: ReactNode;
}

/** A part of the side panel under its name. */
export function PanelSection({ title, action, hint, children }: PanelSectionProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="flex flex-col gap-2 border-line border-b px-4 py-3">
      <div className="-my-1 flex min-h-7 items-center justify-between gap-2">
        <h3 id={id} className="font-medium text-12 text-ink-2">
          {title}
        </h3>
        {action}
      </div>
      {hint ? <p className="text-12 text-ink-3">{hint}</p> : null}
      {children}
    </section>
  );
}

export interface SwitchRowProps {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  disabled?: boolean;
  onChange: (checked: boolean) => void;
}

/** Something that is on or off, at once. */
export function SwitchRow({ label, hint, checked, disabled = false, onChange }: SwitchRowProps) {
  const id = useId();
  return (
    <div className="flex min-h-7 items-center justify-between gap-3 pointer-coarse:min-h-11">
      <div className="min-w-0 text-12">
        <span id={id}>{label}</span>
        {hint ? <p className="text-11 text-ink-3">{hint}</p> : null}
      </div>
      <Switch aria-labelledby={id} checked={checked} disabled={disabled} onCheckedChange={onChange} />
    </div>
  );
}
