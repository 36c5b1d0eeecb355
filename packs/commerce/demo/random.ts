/** Randomness that repeats: a seed gives the same numbers on every machine, so only + − × ÷ and integers are used. */

/** Mixes integers into one 32-bit number (murmur3's finaliser a step): a stable choice for a key, without a stream. */
export function hashInts(...values: number[]): number {
  let hash = 0x9e3779b9;
  for (const value of values) {
    hash = Math.imul(hash ^ value, 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    hash ^= hash >>> 16;
  }
  return hash >>> 0;
}

/** {@link hashInts} as a number in [0, 1). */
export const hashUnit = (...values: number[]): number => hashInts(...values) / 4_294_967_296;

/** A stream of numbers in [0, 1), 32 bits each (the sfc32 generator). */
export type Random = () => number;

export function createRandom(seed: number, stream = 0): Random {
  let a = hashInts(seed, stream, 1);
  let b = hashInts(seed, stream, 2);
  let c = hashInts(seed, stream, 3);
  let counter = 1;
  const next = () => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 12; i += 1) next();
  return next;
}

/** Whole number from 0 to `below` − 1. */
export const pickIndex = (random: Random, below: number): number => Math.floor(random() * below);

/** One of a list that is not empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[pickIndex(random, list.length)];
  if (found === undefined) throw new Error("nothing to pick from");
  return found;
}

/** A shuffled copy. */
export function shuffle<T>(random: Random, list: readonly T[]): T[] {
  return list
    .map((value, index) => ({ value, index, key: random() }))
    .sort((x, y) => x.key - y.key || x.index - y.index)
    .map(({ value }) => value);
}

/** Running sums of weights, for {@link drawIndex}. */
export function cumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i += 1) {
    sum += weights[i] ?? 0;
    sums[i] = sum;
  }
  return sums;
}

/** An index with the probability of its weight, by halving the running sums. */
export function drawIndex(random: Random, sums: Float64Array): number {
  const last = sums.length - 1;
  const target = random() * (sums[last] ?? 0);
  let low = 0;
  let high = last;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
