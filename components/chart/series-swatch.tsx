import { OTHERS_COLOR } from "@/lib/chart/color-index";

/** The colour of a series; beside its name, never alone. */
export function SeriesSwatch({ color }: { color: number }) {
  const background = color === OTHERS_COLOR ? "var(--line-ctl)" : `var(--c${color + 1})`;
  return <span aria-hidden className="size-2 shrink-0 rounded-[2px]" style={{ background }} />;
}
