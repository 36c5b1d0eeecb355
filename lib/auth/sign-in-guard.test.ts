import { describe, expect, it } from "vitest";
import { SignInGuard } from "@/lib/auth/sign-in-guard";

function at(mostKeys?: number) {
  const clock = { now: 1_000_000 };
  return { clock, guard: new SignInGuard(() => clock.now, mostKeys) };
}
const here = { name: "Ann@lookflex.example", ip: "192.0.2.1" };

describe("SignInGuard", () => {
  it("waits 1, 2, 4 … seconds after the fifth failure, 15 minutes at most", () => {
    const { clock, guard } = at();
    for (let i = 0; i < 4; i++) {
      guard.fail(here);
      expect(guard.check(here)).toEqual({ state: "open" });
    }
    const waits: number[] = [];
    for (let i = 0; i < 12; i++) {
      guard.fail(here);
      const door = guard.check(here);
      if (door.state !== "shut") throw new Error("open");
      waits.push(door.seconds);
      clock.now += door.seconds * 1000 - 1;
      expect(guard.check(here).state).toBe("shut");
      clock.now += 1;
      expect(guard.check(here)).toEqual({ state: "open" });
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]);
  });

  it("shuts no door at another address, and none of another name", () => {
    const { guard } = at();
    for (let i = 0; i < 20; i++) guard.fail(here);
    expect(guard.check({ ...here, name: "ANN@lookflex.example" }).state).toBe("shut");
    expect(guard.check({ ...here, ip: "192.0.2.2" })).toEqual({ state: "open" });
    expect(guard.check({ ...here, name: "bob@lookflex.example" })).toEqual({ state: "open" });
  });

  it("starts afresh after a success, and an hour after the last failure", () => {
    const { clock, guard } = at();
    for (let i = 0; i < 5; i++) guard.fail(here);
    guard.succeed(here);
    guard.fail(here);
    expect(guard.check(here).state).toBe("open");
    for (let i = 0; i < 8; i++) guard.fail(here);
    clock.now += 3_600_000;
    guard.fail(here);
    expect(guard.check(here).state).toBe("open");
  });

  it("asks who is known at an address that tries many names, for a while", () => {
    const { clock, guard } = at();
    for (let i = 0; i < 60; i++) guard.fail({ name: `n${i}`, ip: "192.0.2.1" });
    expect(guard.check({ name: "new", ip: "192.0.2.1" })).toEqual({ state: "ask", seconds: 300 });
    expect(guard.check({ name: "new", ip: "192.0.2.2" }).state).toBe("open");
    clock.now += 300_000;
    expect(guard.check({ name: "new", ip: "192.0.2.1" }).state).toBe("open");
  });

  it("asks who is known when failures come from everywhere", () => {
    const { guard } = at();
    for (let i = 0; i < 1000; i++) guard.fail({ name: `n${i}`, ip: `ip${i}` });
    expect(guard.check(here).state).toBe("ask");
  });

  it("remembers no more names than it may", () => {
    const { guard } = at(10);
    for (let i = 0; i < 6; i++) guard.fail(here);
    for (let i = 0; i < 10; i++) guard.fail({ name: `n${i}`, ip: `ip${i}` });
    expect(guard.check(here).state).toBe("open");
  });
});
