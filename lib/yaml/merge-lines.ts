/** Texts merged by their lines. Pure. */

/** More changed lines than this are not looked for: the search takes their square. */
const MOST_CHANGES = 3_000;

/** For each line of `a` its own line of `b`, or -1: as many as there can be, in order. Null where the two have too little in common. */
function matchLines(a: readonly string[], b: readonly string[]): Int32Array | null {
  const match = new Int32Array(a.length).fill(-1);
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) match[start] = start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a[endA - 1] === b[endB - 1]) match[--endA] = --endB;
  const [n, m] = [endA - start, endB - start];
  if (n === 0 || m === 0) return match;

  // Myers: how far each diagonal gets with so many lines left out and put in.
  const most = Math.min(n + m, MOST_CHANGES);
  const reach = new Int32Array(2 * most + 3);
  const trace: Int32Array[] = [];
  const at = (row: Int32Array, k: number) => row[k + most + 1] ?? 0;
  for (let d = 0; d <= most; d++) {
    trace.push(reach.slice(most + 1 - d - 1, most + 1 + d + 2));
    for (let k = -d; k <= d; k += 2) {
      const down = k === -d || (k !== d && at(reach, k - 1) < at(reach, k + 1));
      let x = down ? at(reach, k + 1) : at(reach, k - 1) + 1;
      while (x < n && x - k < m && a[start + x] === b[start + x - k]) x++;
      reach[k + most + 1] = x;
      if (x < n || x - k < m) continue;
      backtrack(trace, n, m, (i, j) => {
        match[start + i] = start + j;
      });
      return match;
    }
  }
  return null;
}

/** Walks the shortest way back, naming the lines both have. `trace[d]` holds diagonals -d-1 to d+1 before step d. */
function backtrack(
  trace: readonly Int32Array[],
  n: number,
  m: number,
  both: (i: number, j: number) => void,
): void {
  let [x, y] = [n, m];
  for (let d = trace.length - 1; d >= 0; d--) {
    const row = trace[d] as Int32Array;
    const at = (k: number) => row[k + d + 1] ?? 0;
    const k = x - y;
    const down = k === -d || (k !== d && at(k - 1) < at(k + 1));
    const fromX = d === 0 ? 0 : down ? at(k + 1) : at(k - 1) + 1;
    while (x > fromX && x - k > 0) both(--x, x - k);
    y = x - k;
    if (d === 0) return;
    if (down) y--;
    else x--;
  }
}

const same = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((line, i) => line === b[i]);

/**
 * `mine` with what `theirs` changed of `base`. Where both changed the same lines, theirs stand.
 * Null where they have too little in common to tell.
 * @param gist lines of `base` and `mine` are the same line when their gists are; mine stands then
 */
export function mergeLines(
  base: string,
  mine: string,
  theirs: string,
  gist: (line: string) => string = (line) => line,
): string | null {
  const [a, m, t] = [base, mine, theirs].map((text) => text.split("\n")) as [string[], string[], string[]];
  const inMine = matchLines(a.map(gist), m.map(gist));
  const inTheirs = matchLines(a, t);
  if (!inMine || !inTheirs) return null;
  const merged: string[] = [];
  let [i, j, k] = [0, 0, 0];
  while (i < a.length || j < m.length || k < t.length) {
    let next = i;
    while (next < a.length && ((inMine[next] as number) < 0 || (inTheirs[next] as number) < 0)) next++;
    const [toM, toT] =
      next < a.length ? [inMine[next] as number, inTheirs[next] as number] : [m.length, t.length];
    const [was, my, their] = [a.slice(i, next), m.slice(j, toM), t.slice(k, toT)];
    merged.push(...(same(was, their) ? my : their));
    if (next < a.length) merged.push(m[toM] as string);
    [i, j, k] = [next + 1, toM + 1, toT + 1];
  }
  return merged.join("\n");
}
