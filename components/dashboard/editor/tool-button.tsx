"use client";

import type { LucideIcon } from "lucide-react";
import type { KeyboardEvent, ReactNode } from "react";
import { Button, type ButtonProps } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Tooltip } from "@/components/ui/tooltip";

export interface ToolButtonProps extends Omit<ButtonProps, "children"> {
  icon: LucideIcon;
  label: string;
  /** As people press them: Ctrl Z. */
  keys?: string;
  /** Of something that is on or off. */
  pressed?: boolean;
}

/** A button that is a picture; its name and keys show beside it. One that can do nothing now keeps its place in the Tab order. */
export function ToolButton({ icon: Icon, label, keys, pressed, disabled, ...props }: ToolButtonProps) {
  return (
    <Tooltip content={keys ? `${label} (${keys})` : label}>
      <Button
        variant={pressed ? "active" : "ghost"}
        size="icon"
        aria-label={label}
        aria-pressed={pressed}
        aria-disabled={disabled ? true : undefined}
        {...props}
        onClick={(event) => {
          if (!disabled) props.onClick?.(event);
        }}
        className={cn(disabled && "text-ink-4 hover:bg-transparent", props.className)}
      >
        <Icon aria-hidden />
      </Button>
    </Tooltip>
  );
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function step(event: KeyboardEvent<HTMLDivElement>): void {
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const at = buttons.indexOf(document.activeElement as HTMLElement);
  const next = STEPS[event.key]?.(at, buttons.length);
  if (at === -1 || next === undefined || event.nativeEvent.isComposing) return;
  event.preventDefault();
  buttons[next]?.focus();
}

/** Buttons in a row; arrows go from one to the next. */
export function ToolRow({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="toolbar"
      aria-label={label}
      onKeyDown={step}
      className={cn("flex items-center gap-0.5", className)}
    >
      {children}
    </div>
  );
}

export const ToolGap = () => <span aria-hidden className="mx-1 h-4 w-px shrink-0 bg-line-2" />;
