/**
 * What writes into a sink, as pieces that are taken: the writer goes on when a piece was taken, and stops where its reader leaves.
 * @param write gets the sink, and a signal that fires when nobody reads on
 * @throws what `write` throws, from the iteration
 */
export async function* fromSink(
  write: (sink: (chunk: Uint8Array) => Promise<void>, left: AbortSignal) => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const leaving = new AbortController();
  /** The piece that nobody has taken yet, and its writer. */
  let offered: { chunk: Uint8Array; taken: () => void; refused: (reason: unknown) => void } | null = null;
  let wake = () => {};
  let end: { error?: unknown } | null = null;
  const written = write(
    (chunk) =>
      new Promise<void>((taken, refused) => {
        if (leaving.signal.aborted) return refused(leaving.signal.reason);
        offered = { chunk, taken, refused };
        wake();
      }),
    leaving.signal,
  )
    .then(() => ({}))
    .catch((error: unknown) => ({ error }))
    .then((result: { error?: unknown }) => {
      end = result;
      wake();
    });
  const current = () => offered;
  const outcome = () => end;
  try {
    for (;;) {
      const piece = current();
      if (piece) {
        yield piece.chunk;
        offered = null;
        piece.taken();
        continue;
      }
      const ended = outcome();
      if (ended) {
        if ("error" in ended) throw ended.error;
        return;
      }
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
  } finally {
    const reason = new Error("nobody reads on");
    leaving.abort(reason);
    current()?.refused(reason);
    await written;
  }
}
