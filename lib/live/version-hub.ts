import "server-only";
import { forgetDataVersion } from "@/lib/datasets/data-version";
import type { VersionNews } from "@/lib/live/version-news";

type Hear = (news: VersionNews) => void;

/** A stream to one reader. */
export interface Follower {
  userId: string;
  hear: Hear;
  end(): void;
}

/** Streams of one person at once: a browser has one, so this many browsers and scripts. */
export const MOST_STREAMS = 20;

/** Where a process's streams hear of data versions, whoever brings the news. */
export class VersionHub {
  readonly #known = new Map<string, number>();
  readonly #followers = new Set<Follower>();
  #ended = false;

  /** Tells a version to every stream, unless it is known already. What this process keeps of the dataset's version is let go first. */
  publish(news: VersionNews): boolean {
    if (this.#known.get(news.dataset) === news.version) return false;
    this.#known.set(news.dataset, news.version);
    forgetDataVersion(news.dataset);
    for (const follower of this.#followers) follower.hear(news);
    return true;
  }

  /** Whether this person may have one more stream. */
  hasRoom(userId: string): boolean {
    let mine = 0;
    for (const follower of this.#followers) if (follower.userId === userId) mine += 1;
    return mine < MOST_STREAMS;
  }

  /** Ends at once what comes after {@link endAll}. */
  add(follower: Follower): void {
    if (this.#ended) follower.end();
    else this.#followers.add(follower);
  }

  remove(follower: Follower): void {
    this.#followers.delete(follower);
  }

  get streams(): number {
    return this.#followers.size;
  }

  /** Ends all streams and those to come: the process goes down. */
  endAll(): void {
    this.#ended = true;
    for (const follower of [...this.#followers]) follower.end();
    this.#followers.clear();
  }
}

const store = globalThis as typeof globalThis & { lookflexVersionHub?: VersionHub };

/** The process's hub. */
export function versionHub(): VersionHub {
  store.lookflexVersionHub ??= new VersionHub();
  return store.lookflexVersionHub;
}
