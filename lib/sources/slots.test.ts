import { expect, test, vi } from "vitest";
import { Slots } from "@/lib/sources/slots";

const never = new AbortController().signal;

/** Work that ends when told to. */
function held() {
  let end = () => {};
  const done = new Promise<void>((resolve) => {
    end = resolve;
  });
  return { work: () => done, end };
}

test("who finds the line full is sent away at once, with a time to come back", async () => {
  const slots = new Slots(1, 1);
  const first = held();
  const working = slots.run(first.work, never);
  const waiting = slots.run(async () => "second", never);
  await expect(slots.run(async () => "third", never)).rejects.toMatchObject({
    code: "QUERY_002",
    key: "queryOverloaded",
    retryAfter: 2,
  });
  first.end();
  await working;
  expect(await waiting).toBe("second");
  expect(await slots.run(async () => "fourth", never)).toBe("fourth");
});

test("who leaves the line frees their place in it, and runs nothing", async () => {
  const slots = new Slots(1, 1);
  const first = held();
  const working = slots.run(first.work, never);
  const leaver = new AbortController();
  let ran = false;
  const left = slots.run(async () => {
    ran = true;
  }, leaver.signal);
  leaver.abort();
  await expect(left).rejects.toBe(leaver.signal.reason);
  const next = slots.run(async () => "next", never);
  first.end();
  await working;
  expect(await next).toBe("next");
  expect(ran).toBe(false);
});

test("work that fails gives its place back", async () => {
  const slots = new Slots(1, 0);
  await expect(slots.run(() => Promise.reject(new Error("broken")), never)).rejects.toThrow("broken");
  expect(await slots.run(async () => "after", never)).toBe("after");
});

test("who waits too long is sent away, and their place in line is another's", async () => {
  vi.useFakeTimers();
  const slots = new Slots(1, 1);
  const first = held();
  const working = slots.run(first.work, never);
  const waiting = slots.run(async () => "second", never, 5000);
  const sentAway = expect(waiting).rejects.toMatchObject({ code: "QUERY_002", key: "queryOverloaded" });
  await vi.advanceTimersByTimeAsync(4999);
  await expect(slots.run(async () => "too many", never)).rejects.toMatchObject({ code: "QUERY_002" });
  await vi.advanceTimersByTimeAsync(1);
  await sentAway;
  const next = slots.run(async () => "third", never, 5000);
  first.end();
  await working;
  expect(await next).toBe("third");
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
});
