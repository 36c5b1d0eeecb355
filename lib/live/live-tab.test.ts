import { describe, expect, it, vi } from "vitest";
import type { StreamEnds } from "@/lib/live/live-stream";
import { LiveTab, type TabParts } from "@/lib/live/live-tab";

/** A browser with its tabs: one lock, one channel. */
class Browser {
  readonly streams: (StreamEnds & { signal: AbortSignal; refuse: () => void })[] = [];
  readonly #ports = new Set<{ onmessage: ((event: MessageEvent) => void) | null }>();
  readonly #queue: (() => void)[] = [];
  #held = false;

  tab(): LiveTab {
    const parts: TabParts = {
      follow: (signal, ends) =>
        new Promise((resolve) => {
          signal.addEventListener("abort", () => resolve());
          const refuse = () => {
            ends.onStatus("paused");
            resolve();
          };
          this.streams.push({ ...ends, signal, refuse });
        }),
      locks: { request: ((...args: unknown[]) => this.#request(...args)) as LockManager["request"] },
      openChannel: () => {
        const port = {
          onmessage: null as ((event: MessageEvent) => void) | null,
          postMessage: (data: unknown) => {
            for (const other of this.#ports)
              if (other !== port) other.onmessage?.({ data: structuredClone(data) } as MessageEvent);
          },
          close: () => void this.#ports.delete(port),
        };
        this.#ports.add(port);
        return port;
      },
      wait: async () => {},
    };
    return new LiveTab(parts);
  }

  get open() {
    return this.streams.filter(({ signal }) => !signal.aborted);
  }

  async #request(...args: unknown[]): Promise<void> {
    const [, { signal }, work] = args as [string, { signal: AbortSignal }, () => Promise<void>];
    if (this.#held)
      await new Promise<void>((resolve, reject) => {
        this.#queue.push(resolve);
        signal.addEventListener("abort", () => {
          const at = this.#queue.indexOf(resolve);
          if (at >= 0) this.#queue.splice(at, 1);
          reject(signal.reason);
        });
      });
    this.#held = true;
    await work();
    this.#held = false;
    this.#queue.shift()?.();
  }
}

const news = (version: number) => ({ dataset: "a", version, dataAsOf: "2026-01-19T15:00:00.000Z" });
const stateOf = (tab: LiveTab) => [tab.getState().status, tab.getState().versions.get("a")];

describe("the tabs of one browser", () => {
  it("have one stream, of which all hear", () => {
    const browser = new Browser();
    const [first, second] = [browser.tab(), browser.tab()];
    first.join();
    second.join();
    expect(browser.open).toHaveLength(1);
    browser.open[0]?.onStatus("live");
    browser.open[0]?.onNews(news(3));
    expect([stateOf(first), stateOf(second)]).toEqual([
      ["live", 3],
      ["live", 3],
    ]);
  });

  it("tell who comes later what is known", () => {
    const browser = new Browser();
    const [first, late] = [browser.tab(), browser.tab()];
    first.join();
    browser.open[0]?.onStatus("live");
    browser.open[0]?.onNews(news(3));
    late.join();
    expect(stateOf(late)).toEqual(["live", 3]);
  });

  it("take over when the one with the stream is hidden, which then hears nothing", async () => {
    const browser = new Browser();
    const [first, second] = [browser.tab(), browser.tab()];
    first.join();
    second.join();
    browser.open[0]?.onNews(news(3));
    const old = browser.open[0];
    first.leave();
    await vi.waitFor(() => expect(browser.open).toHaveLength(1));
    expect(browser.open[0]).not.toBe(old);
    browser.open[0]?.onStatus("live");
    browser.open[0]?.onNews(news(4));
    old?.onNews(news(9));
    expect([stateOf(first), stateOf(second)]).toEqual([
      ["paused", 3],
      ["live", 4],
    ]);
    // Back in sight, it is told at once what it missed.
    first.join();
    expect(stateOf(first)).toEqual(["live", 4]);
    expect(browser.open).toHaveLength(1);
  });

  it("have no stream while none is looked at, and no claim to the lock", async () => {
    const browser = new Browser();
    const [first, second] = [browser.tab(), browser.tab()];
    first.join();
    second.join();
    second.leave();
    first.leave();
    await Promise.resolve();
    expect(browser.open).toHaveLength(0);
    expect(browser.streams).toHaveLength(1);
  });

  it("ask once when nobody is signed in, and again when a page is opened after", async () => {
    const browser = new Browser();
    const first = browser.tab();
    first.join();
    browser.open[0]?.refuse();
    await Promise.resolve();
    expect([browser.streams.length, first.getState().status]).toEqual([1, "paused"]);
    browser.tab().join();
    await vi.waitFor(() => expect(browser.streams).toHaveLength(2));
  });
});
