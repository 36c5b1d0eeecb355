import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { EventParser } from "@/lib/live/read-events";
import { parseNews } from "@/lib/live/version-news";
import { type StreamOptions, VersionStream } from "@/lib/live/version-stream";

const news = (dataset: string, version: number) => ({
  dataset,
  version,
  dataAsOf: "2026-01-19T15:00:00.000Z",
});

function open(options: Partial<StreamOptions> = {}) {
  const onEnd = vi.fn();
  const stream = new VersionStream({
    since: undefined,
    heartbeatMs: 1_000,
    mayGoOn: async () => true,
    onEnd,
    ...options,
  });
  const reader = stream.body.getReader();
  const decoder = new TextDecoder();
  const next = async () => {
    const { done, value } = await reader.read();
    return done ? null : decoder.decode(value);
  };
  return { stream, reader, next, onEnd };
}

/** The versions in a piece of the stream. */
const told = (text: string | null) =>
  new EventParser().push(text ?? "").map(({ data }) => {
    const found = parseNews(data);
    return [found?.dataset, found?.version];
  });
const idOf = (text: string | null) => /^id: (\S+)$/m.exec(text ?? "")?.[1];

describe("a stream of versions", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("says how soon to come back, then what there is, then what comes", async () => {
    const { stream, next } = open();
    expect(await next()).toBe("retry: 2000\n\n");
    stream.begin([news("a", 4), news("b", 1)]);
    expect(told(await next())).toEqual([
      ["a", 4],
      ["b", 1],
    ]);
    stream.hear(news("a", 5));
    expect(told(await next())).toEqual([["a", 5]]);
  });

  it("says nothing again to who comes back with the last id, and all of it where something was missed", async () => {
    const first = open();
    await first.next();
    first.stream.begin([news("a", 4), news("b", 1)]);
    const since = idOf(await first.next());
    expect(since).toMatch(/^[\w-]{16}$/);

    const same = open({ since });
    await same.next();
    same.stream.begin([news("b", 1), news("a", 4)]);
    same.stream.hear(news("b", 2));
    expect(told(await same.next())).toEqual([["b", 2]]);

    const missed = open({ since });
    await missed.next();
    missed.stream.begin([news("a", 5), news("b", 1)]);
    expect(told(await missed.next())).toEqual([
      ["a", 5],
      ["b", 1],
    ]);
  });

  it("ends after what waits", async () => {
    const { stream, next } = open();
    stream.begin([news("a", 4)]);
    stream.end();
    await next();
    expect(told(await next())).toEqual([["a", 4]]);
    expect(await next()).toBeNull();
  });

  it("gives one id to a state, however it came about", async () => {
    const grown = open();
    await grown.next();
    grown.stream.begin([news("a", 4)]);
    await grown.next();
    grown.stream.hear(news("a", 5));
    const whole = open();
    await whole.next();
    whole.stream.begin([news("a", 5)]);
    expect(idOf(await grown.next())).toBe(idOf(await whole.next()));
  });

  it("never takes back what it heard while the versions were read", async () => {
    const { stream, next } = open();
    await next();
    stream.hear(news("a", 5));
    stream.begin([news("a", 4)]);
    expect(told(await next())).toEqual([["a", 5]]);
    stream.hear(news("b", 1));
    expect(told(await next())).toEqual([["b", 1]]);
  });

  it("keeps one event a dataset for a reader who is behind", async () => {
    const { stream, next } = open();
    for (let version = 1; version <= 1_000; version += 1) stream.hear(news("a", version));
    stream.hear(news("b", 7));
    await next();
    const late = told(await next());
    expect(late).toEqual([
      ["a", 1_000],
      ["b", 7],
    ]);
  });

  it("beats while it may go on, and ends when it may not, or nobody can say", async () => {
    const mayGoOn = vi.fn(async () => true);
    const { next, onEnd } = open({ mayGoOn });
    await next();
    const beat = next();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await beat).toBe(": still here\n\n");
    mayGoOn.mockRejectedValueOnce(new Error("no database"));
    const end = next();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(await end).toBeNull();
    expect(onEnd).toHaveBeenCalledTimes(1);
  });

  it("ends for a reader who takes nothing for two heartbeats, or leaves", async () => {
    const stuck = open();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stuck.onEnd).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(stuck.onEnd).toHaveBeenCalledTimes(1);
    const left = open();
    await left.reader.cancel();
    expect(left.onEnd).toHaveBeenCalledTimes(1);
    left.stream.hear(news("a", 1));
  });
});

describe("events taken apart", () => {
  it("come whole, however they were cut", () => {
    const text = `retry: 2000\n\n: still here\n\nid: x\nevent: version\ndata: {"a":1}\n\ndata: plain\n\n`;
    for (let at = 0; at <= text.length; at += 1) {
      const parser = new EventParser();
      expect([...parser.push(text.slice(0, at)), ...parser.push(text.slice(at))]).toEqual([
        { name: "version", data: '{"a":1}' },
        { name: "message", data: "plain" },
      ]);
    }
  });

  it("are read as the database writes them, and not at all when they are something else", () => {
    expect(parseNews('{"dataset":"a","version":3,"dataAsOf":"2026-01-20T00:00:00.123456+09:00"}')).toEqual({
      dataset: "a",
      version: 3,
      dataAsOf: "2026-01-19T15:00:00.123Z",
    });
    for (const other of ["", "{", "null", '{"dataset":"a"}', '{"dataset":1,"version":1,"dataAsOf":"x"}'])
      expect(parseNews(other)).toBeNull();
  });
});
