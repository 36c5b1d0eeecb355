import { expect, it, vi } from "vitest";
import { onDemand } from "@/components/ui/on-demand";

it("fetches once, and tells those who wait", async () => {
  const fetch = vi.fn(async () => "menu");
  const part = onDemand(fetch);
  const told = vi.fn();
  const stop = part.subscribe(told);
  part.subscribe(vi.fn());
  expect(part.now()).toBeNull();
  expect(await Promise.all([part.load(), part.load()])).toEqual(["menu", "menu"]);
  stop();
  expect([part.now(), await part.load()]).toEqual(["menu", "menu"]);
  expect([fetch.mock.calls.length, told.mock.calls.length]).toEqual([1, 1]);
});

it("tries again after it could not be had", async () => {
  const fetch = vi.fn(async () => "menu").mockRejectedValueOnce(new Error("offline"));
  const part = onDemand(fetch);
  await expect(part.load()).rejects.toThrow("offline");
  expect(part.now()).toBeNull();
  expect(await part.load()).toBe("menu");
});
