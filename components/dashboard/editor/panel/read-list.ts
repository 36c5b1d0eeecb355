/** A list of the API; null where it can't be had. Rejects only when aborted. */
export async function readList<T>(path: string, signal: AbortSignal): Promise<readonly T[] | null> {
  try {
    const response = await fetch(path, { signal });
    const envelope = (await response.json()) as { status: boolean; data?: readonly T[] };
    return (envelope.status && envelope.data) || null;
  } catch (error) {
    if (signal.aborted) throw error;
    return null;
  }
}
