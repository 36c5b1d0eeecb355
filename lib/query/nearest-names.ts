/** Edit distance with swapped neighbours counted once, given up beyond `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min((previous[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (previous[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = previous;
    previous = row;
  }
  return previous[b.length] ?? most + 1;
}

/** Up to three of `names` that `name` may have been meant as, nearest first. */
export function nearestNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase().slice(0, 100);
  const most = Math.max(2, Math.floor(wanted.length / 3));
  const rank = (candidate: string) => {
    const lower = candidate.toLowerCase();
    const part = wanted.length >= 3 && (lower.includes(wanted) || wanted.includes(lower));
    return Math.min(editDistance(wanted, lower, most), part ? 1.5 : Number.POSITIVE_INFINITY);
  };
  return [...new Set(names)]
    .map((candidate) => ({ candidate, distance: rank(candidate) }))
    .filter(({ distance }) => distance <= most)
    .sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1))
    .slice(0, 3)
    .map(({ candidate }) => candidate);
}
