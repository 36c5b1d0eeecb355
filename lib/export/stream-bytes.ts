import { requestContext } from "@/lib/request-context";

/** Pieces as a response's body: each is made when the reader has taken the one before, none once it has left. */
export function streamBytes(
  pieces: AsyncGenerator<Uint8Array, void, undefined>,
  signal: AbortSignal,
): ReadableStream<Uint8Array> {
  requestContext()?.settle?.();
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
        else controller.enqueue(value);
      },
      async cancel() {
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 1 },
  );
}
