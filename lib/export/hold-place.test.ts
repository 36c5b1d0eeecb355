import { expect, test } from "vitest";
import { holdPlace } from "@/lib/export/hold-place";

const { signal } = new AbortController();

test("two of a person's files at a time, the next when one has ended; others have places of their own", async () => {
  const [first, second] = [await holdPlace("a", signal), await holdPlace("a", signal)];
  let third: (() => void) | null = null;
  const waiting = holdPlace("a", signal).then((release) => {
    third = release;
  });
  (await holdPlace("b", signal))();
  expect(third).toBeNull();
  first();
  first();
  await waiting;
  expect(third).not.toBeNull();
  second();
  (third as unknown as () => void)();
});

test("who leaves the line is not waited for", async () => {
  const held = [await holdPlace("c", signal), await holdPlace("c", signal)];
  const leaver = new AbortController();
  const waiting = holdPlace("c", leaver.signal);
  leaver.abort();
  await expect(waiting).rejects.toBe(leaver.signal.reason);
  for (const release of held) release();
  (await holdPlace("c", signal))();
});
