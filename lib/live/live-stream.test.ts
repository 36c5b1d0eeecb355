import { afterEach, describe, expect, it, vi } from "vitest";
import { followStream, type LiveStatus, retryAfter } from "@/lib/live/live-stream";

const event = (version: number) =>
  `event: version\ndata: ${JSON.stringify({ dataset: "a", version, dataAsOf: "2026-01-19T15:00:00Z" })}\n\n`;

/** Follows while the server gives these answers in turn; null: it can't be reached. */
async function follow(answers: (Response | null)[]) {
  const stop = new AbortController();
  const seen: (LiveStatus | number)[] = [];
  const waits: number[] = [];
  const asked = vi.fn(async () => {
    const answer = answers.shift();
    if (answer === undefined) stop.abort();
    if (!answer) throw new TypeError("Failed to fetch");
    return answer;
  });
  vi.stubGlobal("fetch", asked);
  await followStream(stop.signal, {
    onStatus: (status) => seen.push(status),
    onNews: ({ version }) => seen.push(version),
    wait: async (ms) => void waits.push(ms),
  });
  return { seen, waits, asked: asked.mock.calls.length };
}

describe("following the stream", () => {
  afterEach(() => vi.unstubAllGlobals());

  it("comes back after every end, ever later while it fails", async () => {
    const { seen, waits } = await follow([
      new Response(event(1)),
      null,
      new Response("busy", { status: 503 }),
      new Response(event(2) + event(3)),
      null,
    ]);
    expect(seen).toEqual([
      "live",
      1,
      ...Array(3).fill("reconnecting"),
      "live",
      2,
      3,
      ...Array(2).fill("reconnecting"),
    ]);
    const [first = 0, , third = 0, anew = 0] = waits;
    expect(first).toBeLessThanOrEqual(500);
    expect(third).toBeGreaterThanOrEqual(1_000);
    expect(anew).toBeLessThanOrEqual(500);
  });

  it.each([401, 403])("stops where the server answers %d: nobody is signed in", async (status) => {
    const { seen, asked } = await follow([new Response(event(1)), new Response("", { status })]);
    expect(seen).toEqual(["live", 1, "reconnecting", "paused"]);
    expect(asked).toBe(2);
  });

  it("spreads its tries", () => {
    expect([retryAfter(0, 0), retryAfter(0, 1), retryAfter(3, 1), retryAfter(50, 1)]).toEqual([
      250, 500, 4_000, 30_000,
    ]);
  });
});
