import { observeElementOffset, observeElementRect, Virtualizer } from "@tanstack/react-virtual";
import { flushSync } from "react-dom";
import type { TextRows, TextRowsInput } from "@/components/table/use-text-rows";
import { drawnPlaces } from "@/lib/table/lines-in-sight";

/** Rows whose heights are their texts': known once they are drawn, kept, and what is in sight stays where it is meanwhile. */
export function createTextRows(first: TextRowsInput, redraw: () => void): TextRows {
  let input = first;
  // React can't be made to draw while it hands over an element.
  let handed = false;
  const options = (): ConstructorParameters<typeof Virtualizer<HTMLElement, Element>>[0] => ({
    count: input.count,
    getScrollElement: () => input.scroller.current,
    estimateSize: () => input.height,
    overscan: input.overscan,
    initialOffset: () => input.beginning(),
    initialRect: { width: 0, height: input.view },
    observeElementRect: (instance, changed) =>
      observeElementRect(instance, ({ width }) => changed({ width, height: input.seenHeight(true) })),
    observeElementOffset: (instance, moved) =>
      observeElementOffset(instance, (offset, scrolling) => moved(input.toRows(offset), scrolling)),
    scrollToFn: (offset, { adjustments = 0 }) => {
      const element = input.scroller.current;
      if (element) element.scrollTop = input.toElement(offset + adjustments);
    },
    rangeExtractor: ({ startIndex, endIndex, overscan, count }) =>
      drawnPlaces({ first: startIndex, last: endIndex }, overscan, count, [input.held()]),
    onChange: (_, sync) => {
      if (sync && !handed) flushSync(redraw);
      else redraw();
    },
  });
  const rows = new Virtualizer<HTMLElement, Element>(options());
  return {
    update: (next) => {
      input = next;
      rows.setOptions(options());
    },
    begin: () => rows._didMount(),
    follow: () => rows._willUpdate(),
    forget: () => rows.measure(),
    measure: (row) => {
      handed = true;
      try {
        rows.measureElement(row);
      } finally {
        handed = false;
      }
    },
    total: () => rows.getTotalSize(),
    places: () => rows.getVirtualItems(),
    offset: () => rows.scrollOffset ?? 0,
    span: () => {
      // Which are in sight is found out as they are asked for.
      const some = rows.getVirtualItems().length > 0;
      return some && rows.range ? { first: rows.range.startIndex, last: rows.range.endIndex } : null;
    },
    placeOf: (row) => rows.measurementsCache[row],
  };
}
