import type { IncomingMessage } from "node:http";
import { Readable } from "node:stream";
import type { HeaderReader } from "@/lib/http/header-reader";
import { assertLength, decodeText, readIncoming, readText } from "@/lib/http/read-body";

/** A request as the edge of the API takes it: what nobody asks for is not made. */
export interface Incoming {
  method: string;
  headers: HeaderReader;
  /** Of the address, undecoded. */
  path: string;
  /** The query string behind its `?`; empty without one. */
  search: string;
  /** Fires when the reader leaves. */
  signal: AbortSignal;
  /** The body as UTF-8, once. @throws AppError FILE_001 above `limit` bytes, INPUT_001 when it is no UTF-8 */
  readText(limit: number): Promise<string>;
  /** As the web has it, for handlers that read the body by themselves. */
  request(): Request;
}

/** What Next, or a test, brings. */
export function fromRequest(request: Request, signal: AbortSignal = request.signal): Incoming {
  const { pathname, search } = new URL(request.url);
  return {
    method: request.method,
    headers: request.headers,
    path: pathname,
    search: search.slice(1),
    signal,
    readText: (limit) => readText(request, limit),
    request: () => request,
  };
}

const textOf = (value: string | string[] | undefined): string | null =>
  Array.isArray(value) ? value.join(", ") : (value ?? null);

/** What Node's own server holds. @param origin of addresses, for {@link Incoming.request} */
export function fromNode(message: IncomingMessage, origin: string, signal: AbortSignal): Incoming {
  const { method = "", url = "/", headers } = message;
  const at = url.indexOf("?");
  const reader: HeaderReader = { get: (name) => textOf(headers[name.toLowerCase()]) };
  return {
    method,
    headers: reader,
    path: at < 0 ? url : url.slice(0, at),
    search: at < 0 ? "" : url.slice(at + 1),
    signal,
    readText: async (limit) => {
      assertLength(reader, limit);
      return decodeText(await readIncoming(message, limit, signal));
    },
    request: () => webRequest(message, new URL(url, origin), signal),
  };
}

function webRequest(message: IncomingMessage, address: URL, signal: AbortSignal): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(message.headers)) {
    const text = textOf(value);
    if (text !== null) headers.set(name, text);
  }
  const { method = "GET" } = message;
  const body = method === "GET" ? {} : { body: Readable.toWeb(message) as ReadableStream, duplex: "half" };
  return new Request(address, { method, headers, signal, ...body });
}
