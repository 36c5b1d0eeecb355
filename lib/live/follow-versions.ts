import "server-only";
import { inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { datasetVersions } from "@/db/schema/dataset-versions";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { authenticateRequest } from "@/lib/auth/authenticate-request";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { AppError, notFound } from "@/lib/errors";
import type { HeaderReader } from "@/lib/http/header-reader";
import type { LiveQuery } from "@/lib/live/schema";
import { type Follower, versionHub } from "@/lib/live/version-hub";
import type { VersionNews } from "@/lib/live/version-news";
import { VersionStream } from "@/lib/live/version-stream";
import { startWatching } from "@/lib/live/version-watch";

/** Proxies close what is silent for a minute; a session that has ended is noticed as late as this. */
const HEARTBEAT_MS = 25_000;

export interface FollowOptions {
  /** Of the request: who sent it is asked again at each heartbeat. */
  headers: HeaderReader;
  /** Fires when the reader leaves. */
  signal: AbortSignal;
  heartbeatMs?: number;
}

const rightsOf = ({ userId, role, duties, scopes }: Viewer) => JSON.stringify([userId, role, duties, scopes]);

/**
 * The data versions of datasets the viewer may see, and each new one as it comes, as server-sent events. Ends when the session or
 * token does, or when what its owner may has changed: who asks again is told anew.
 * @throws AppError AUTH_004; NOT_FOUND for a dataset they don't see; RATE_001 with too many streams open
 */
export async function followVersions(
  viewer: Viewer,
  { datasets, since, follow }: LiveQuery,
  { headers, signal, heartbeatMs = HEARTBEAT_MS }: FollowOptions,
): Promise<ReadableStream<Uint8Array>> {
  authorize(viewer, "dataset.read");
  const seen = await seenBy(viewer);
  const wanted = new Set(datasets ?? seen);
  for (const dataset of wanted) if (!seen.has(dataset)) throw notFound("dataset");
  const hub = versionHub();
  if (follow && !hub.hasRoom(viewer.userId)) throw new AppError("RATE_001", { retryAfter: 30 });

  const rights = rightsOf(viewer);
  const stream = new VersionStream({
    since: since ?? headers.get("last-event-id") ?? undefined,
    heartbeatMs,
    mayGoOn: async () => rightsOf((await authenticateRequest(headers, viewer.request)).viewer) === rights,
    onEnd: () => {
      hub.remove(follower);
      signal.removeEventListener("abort", end);
    },
  });
  const follower: Follower = {
    userId: viewer.userId,
    hear: (news) => {
      if (wanted.has(news.dataset)) stream.hear(news);
    },
    end: () => stream.end(),
  };
  const end = () => stream.end();
  signal.addEventListener("abort", end);
  // Who left before we listened says nothing more.
  if (signal.aborted) end();
  else if (follow) {
    startWatching();
    // Before the versions are read: what changes meanwhile is heard.
    hub.add(follower);
  }
  try {
    stream.begin(await readVersions([...wanted]));
  } catch (error) {
    stream.end();
    throw error;
  }
  if (!follow) stream.end();
  return stream.body;
}

const seenBy = async (viewer: Viewer): Promise<Set<string>> =>
  new Set((await listDatasets(viewer)).map(({ id }) => id));

async function readVersions(datasets: string[]): Promise<VersionNews[]> {
  const rows = await db.select().from(datasetVersions).where(inArray(datasetVersions.dataset, datasets));
  return rows.map(({ dataset, version, dataAsOf }) => ({
    dataset,
    version,
    dataAsOf: dataAsOf.toISOString(),
  }));
}
