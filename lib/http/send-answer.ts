import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { constants, createGzip, gzip } from "node:zlib";
import { JSON_TYPE, type Outgoing } from "@/lib/define-route";

const deflate = promisify(gzip);

/** Below this the network is quicker than the compression. */
const LEAST = 1024;
const COMPRESSIBLE = /^(?:text\/|application\/(?:[\w.-]+\+)?(?:json|yaml|xml)\b)/;
/** Some readers wait for each row of a stream: what has been written goes out. */
const STREAMED = { level: 1, flush: constants.Z_SYNC_FLUSH };

/** Whether the reader takes gzip. */
export const takesGzip = (accepted: string | string[] | undefined): boolean =>
  /(?:^|[,\s])(?:gzip|\*)\s*(?:;\s*q=(?!0(?:\.0*)?\s*(?:,|$))[\d.]+\s*)?(?:,|$)/i.test(
    String(accepted ?? ""),
  );

/** Writes an answer to Node's own response; compressed as Next would where the reader takes it. */
export async function sendAnswer(
  { status, headers, body }: Outgoing,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const zipped = takesGzip(message.headers["accept-encoding"]);
  if (body instanceof Response) return sendResponse(headers, body, zipped, response);
  const pays = zipped && body.length >= LEAST;
  const bytes = pays ? await deflate(body, { level: 1 }) : body;
  response.writeHead(status, {
    "Content-Type": JSON_TYPE,
    ...headers,
    Vary: "Accept-Encoding",
    ...(pays ? { "Content-Encoding": "gzip" } : {}),
    "Content-Length": bytes.length,
  });
  response.end(bytes);
}

/** A Response that a handler made: a file, a stream, a refusal. */
async function sendResponse(
  headers: Outgoing["headers"],
  { status, headers: own, body }: Response,
  zipped: boolean,
  response: ServerResponse,
): Promise<void> {
  const type = own.get("content-type") ?? "";
  // A live stream says so itself: held back for compression it would be late.
  const fixed = own.has("content-encoding") || /\bno-transform\b/.test(own.get("cache-control") ?? "");
  const pays = zipped && body !== null && COMPRESSIBLE.test(type) && !fixed;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  own.forEach((value, name) => {
    if (!(pays && name === "content-length")) response.setHeader(name, value);
  });
  if (COMPRESSIBLE.test(type)) response.setHeader("Vary", "Accept-Encoding");
  if (pays) response.setHeader("Content-Encoding", "gzip");
  response.statusCode = status;
  if (body === null) return void response.end();
  const source = Readable.fromWeb(body as Parameters<typeof Readable.fromWeb>[0]);
  await (pays ? pipeline(source, createGzip(STREAMED), response) : pipeline(source, response));
}
