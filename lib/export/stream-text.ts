import { streamBytes } from "@/lib/export/stream-bytes";

async function* encoded(pieces: AsyncGenerator<string>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield encoder.encode(piece);
}

/** As {@link streamBytes}, of pieces of text. */
export const streamText = (pieces: AsyncGenerator<string>, signal: AbortSignal): ReadableStream<Uint8Array> =>
  streamBytes(encoded(pieces), signal);
