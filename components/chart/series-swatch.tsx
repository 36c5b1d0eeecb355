export interface SeriesSwatchProps {
  /** A colour token: `c1`, `line-ctl`. */
  color: string;
  /** An outline only: what it stands for is hidden. */
  off?: boolean;
  /** A dash: an earlier period's line. */
  dashed?: boolean;
}

/** The colour of a series; beside its name, never alone. */
export function SeriesSwatch({ color, off = false, dashed = false }: SeriesSwatchProps) {
  const value = `var(--${color})`;
  if (dashed)
    return (
      <span
        aria-hidden
        className="w-2 shrink-0 border-t-2 border-dotted"
        style={{ borderColor: value, opacity: off ? 0.4 : 0.8 }}
      />
    );
  return (
    <span
      aria-hidden
      className="size-2 shrink-0 rounded-[2px]"
      style={off ? { boxShadow: `inset 0 0 0 1px ${value}` } : { background: value }}
    />
  );
}
