import { cn } from "@/components/ui/cn";

/** 김서연 → 서연, Jane van Dyk → JD, auditor → AU. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const first = words[0] ?? "";
  if (/^[가-힣]+$/.test(first) && words.length === 1) return first.slice(-2);
  const last = words.length > 1 ? (words.at(-1) ?? "") : "";
  const letters = last ? [...first].slice(0, 1).concat([...last].slice(0, 1)) : [...first].slice(0, 2);
  return letters.join("").toUpperCase();
}

/** Initials in a circle; the name stands beside it, so it is hidden from screen readers. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      aria-hidden
      className={cn(
        "inline-flex size-6 shrink-0 items-center justify-center rounded-full bg-press font-medium text-[10px] text-ink-2 leading-none tracking-tight",
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
