import { EventParser } from "@/lib/live/read-events";
import { parseNews, type VersionNews } from "@/lib/live/version-news";

/** `paused`: nobody is signed in any more, or nobody looks. */
export type LiveStatus = "connecting" | "live" | "reconnecting" | "paused";

export interface StreamEnds {
  onStatus(status: LiveStatus): void;
  onNews(news: VersionNews): void;
  /** Waits before the next try, for so long at most. */
  wait(ms: number, signal: AbortSignal): Promise<void>;
}

/** Two heartbeats and some: a stream that is silent for longer is dead, which a browser alone may notice very late. */
const SILENCE_MS = 60_000;
const MOST_WAIT_MS = 30_000;

/** The wait after so many failures in a row: doubled each time, and no two browsers' the same after an outage. */
export const retryAfter = (failures: number, random = Math.random()): number =>
  Math.min(500 * 2 ** failures, MOST_WAIT_MS) * (0.5 + random / 2);

/** Reads the stream until it ends. @returns whether it was opened, and whether asking again makes sense */
async function readOnce(signal: AbortSignal, { onStatus, onNews }: StreamEnds) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE_MS);
  let opened = false;
  try {
    const response = await fetch("/api/v1/live", {
      headers: { accept: "text/event-stream" },
      cache: "no-store",
      signal: AbortSignal.any([signal, silence.signal]),
    });
    if (response.status === 401 || response.status === 403) return { opened, refused: true };
    if (!response.ok || !response.body) return { opened, refused: false };
    opened = true;
    onStatus("live");
    const parser = new EventParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), SILENCE_MS);
      for (const { name, data } of parser.push(value)) {
        const news = name === "version" ? parseNews(data) : null;
        if (news) onNews(news);
      }
    }
  } catch {
    // Lost or never reached: the next try says the versions anew, so that nothing is missed.
  } finally {
    clearTimeout(timer);
  }
  return { opened, refused: false };
}

/** Follows the data versions until `signal`, coming back by itself. Resolves earlier only when the server knows nobody any more. */
export async function followStream(signal: AbortSignal, ends: StreamEnds): Promise<void> {
  for (let failures = 0; !signal.aborted; failures += 1) {
    const { opened, refused } = await readOnce(signal, ends);
    if (signal.aborted) return;
    if (refused) return ends.onStatus("paused");
    if (opened) failures = 0;
    ends.onStatus("reconnecting");
    await ends.wait(retryAfter(failures), signal);
  }
}
