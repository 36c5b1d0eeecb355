import { describe, expect, it } from "vitest";
import { RateLimiter } from "@/lib/http/rate-limiter";

function at(start = 1_000_000) {
  const clock = { now: start };
  return { clock, limiter: new RateLimiter(60_000, () => clock.now) };
}

describe("RateLimiter", () => {
  it("allows the limit, then refuses until the oldest leaves the window", () => {
    const { clock, limiter } = at();
    expect(limiter.take("t", 3)).toMatchObject({ allowed: true, remaining: 2 });
    clock.now += 20_000;
    limiter.take("t", 3);
    expect(limiter.take("t", 3)).toMatchObject({ allowed: true, remaining: 0 });
    expect(limiter.take("t", 3)).toEqual({ allowed: false, limit: 3, remaining: 0, resetSeconds: 40 });
    clock.now += 39_999;
    expect(limiter.take("t", 3).allowed).toBe(false);
    clock.now += 1;
    expect(limiter.take("t", 3)).toMatchObject({ allowed: true, remaining: 0 });
    expect(limiter.take("t", 3).allowed).toBe(false);
  });

  it("never lets more than the limit pass in any window", () => {
    const { clock, limiter } = at();
    const passed: number[] = [];
    for (let i = 0; i < 20_000; i++) {
      clock.now += 7 + (i % 11) * 3;
      if (limiter.take("t", 100).allowed) passed.push(clock.now);
    }
    for (const [i, time] of passed.entries())
      expect((passed[i + 100] ?? Number.POSITIVE_INFINITY) - time).toBeGreaterThanOrEqual(60_000);
    expect(passed.length).toBeGreaterThan(500);
  });

  it("keeps keys apart, and what is refused does not count", () => {
    const { clock, limiter } = at();
    limiter.take("a", 1);
    for (let i = 0; i < 5; i++) limiter.take("a", 1);
    expect(limiter.take("b", 1).allowed).toBe(true);
    clock.now += 60_000;
    expect(limiter.take("a", 1).allowed).toBe(true);
  });

  it("forgets on request", () => {
    const { limiter } = at();
    limiter.take("a", 1);
    limiter.clear("a");
    expect(limiter.peek("a", 1)).toMatchObject({ allowed: true, remaining: 1 });
  });

  it("forgets the longest unused key when there are too many", () => {
    const limiter = new RateLimiter(60_000, () => 1_000_000, 2);
    for (const key of ["a", "b", "a", "c"]) limiter.take(key, 2);
    expect(limiter.peek("a", 2).remaining).toBe(0);
    expect(limiter.peek("b", 2).remaining).toBe(2);
    expect(limiter.peek("c", 2).remaining).toBe(1);
  });
});
