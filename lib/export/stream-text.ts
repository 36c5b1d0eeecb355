/** Pieces of text as a response's body: each is made when the reader has taken the one before, none once it has left. */
export function streamText(pieces: AsyncGenerator<string>, signal: AbortSignal): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream(
    {
      async pull(controller) {
        if (signal.aborted) {
          await pieces.return(undefined);
          controller.close();
          return;
        }
        const { done, value } = await pieces.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
