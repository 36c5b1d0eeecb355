/** Rectangles whose areas are given, as square as they go (Bruls, Huizing, van Wijk 2000). */

export interface Rect {
  x: number;
  y: number;
  w: number;
  h: number;
}

/** The worst ratio of sides in a row of areas that fills `side`. */
function worst(row: readonly number[], side: number): number {
  const sum = row.reduce((total, area) => total + area, 0);
  const [most, least] = [Math.max(...row), Math.min(...row)];
  return Math.max((side * side * most) / (sum * sum), (sum * sum) / (side * side * least));
}

/**
 * @param sizes positive, largest first.
 * @returns a rectangle for each, together filling `box`.
 */
export function squarify(sizes: readonly number[], box: Rect): Rect[] {
  const whole = sizes.reduce((sum, size) => sum + size, 0);
  const areas = sizes.map((size) => (size / whole) * box.w * box.h);
  const rects: Rect[] = [];
  let { x, y, w, h } = box;
  let i = 0;
  while (i < areas.length) {
    const side = Math.min(w, h);
    const row = [areas[i] ?? 0];
    while (i + row.length < areas.length) {
      const longer = [...row, areas[i + row.length] ?? 0];
      if (worst(longer, side) > worst(row, side)) break;
      row.push(areas[i + row.length] ?? 0);
    }
    const sum = row.reduce((total, area) => total + area, 0);
    const thick = side > 0 ? sum / side : 0;
    let at = 0;
    for (const area of row) {
      const long = thick > 0 ? area / thick : 0;
      rects.push(w >= h ? { x, y: y + at, w: thick, h: long } : { x: x + at, y, w: long, h: thick });
      at += long;
    }
    if (w >= h) [x, w] = [x + thick, w - thick];
    else [y, h] = [y + thick, h - thick];
    i += row.length;
  }
  return rects;
}
