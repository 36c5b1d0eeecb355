/** Widths in percent of a column sorted downwards: decoration, the product's idea in one picture. */
const WIDTHS = [
  92, 84, 79, 63, 58, 55, 41, 38, 35.5, 30, 27, 22, 20.5, 17, 15, 13.5, 12, 9.5, 8.5, 7.5, 6, 5.2, 4, 3, 2.2,
];

/** The picture beside the sign-in form; hidden below 1024 px and from screen readers. */
export function SortedBars() {
  return (
    <div aria-hidden className="relative hidden flex-1 overflow-hidden bg-canvas lg:block">
      <div className="absolute inset-0 top-9 border-line border-t">
        {WIDTHS.map((width, i) => (
          <div key={width} className="flex h-9 items-center justify-end border-line border-b">
            <div className={i === 0 ? "h-5 bg-accent" : "h-5 bg-bar-2"} style={{ width: `${width}%` }} />
          </div>
        ))}
      </div>
    </div>
  );
}
