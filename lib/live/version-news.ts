/** Which data version a dataset has from now on: as the database notifies of it and as streams tell it. */
export interface VersionNews {
  dataset: string;
  version: number;
  /** ISO 8601, in UTC. */
  dataAsOf: string;
}

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

/** A notification's payload; null for what is none of ours. The database writes an offset of its own. */
export function parseNews(payload: string): VersionNews | null {
  try {
    const { dataset, version, dataAsOf } = JSON.parse(payload);
    if (typeof dataset !== "string" || !Number.isSafeInteger(version)) return null;
    if (typeof dataAsOf !== "string" || !INSTANT.test(dataAsOf)) return null;
    return { dataset, version, dataAsOf: new Date(dataAsOf).toISOString() };
  } catch {
    return null;
  }
}
