import type { IncomingMessage } from "node:http";
import { AppError } from "@/lib/errors";
import type { HeaderReader } from "@/lib/http/header-reader";
import { assertStorable } from "@/lib/parse-input";

export const MAX_BODY_BYTES = 1_048_576;

export interface ReadBodyOptions {
  maxBytes?: number;
  /** The content types the caller takes, for the refusal of others. */
  expected?: string;
}

const tooLarge = (limit: number) =>
  new AppError("FILE_001", { values: { limit: `${Math.floor(limit / 1024).toLocaleString("en")} KB` } });

/** The media type without parameters, in lower case; empty when there is none. */
export const mediaType = (headers: HeaderReader) =>
  (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";

export const isYaml = (type: string) => /^(?:application|text)\/(?:x-)?yaml$/.test(type);
const isJson = (type: string) => type === "application/json" || /^application\/[\w.-]+\+json$/.test(type);

/** Whether the reader asks for YAML rather than JSON. */
export function wantsYaml(headers: HeaderReader): boolean {
  const accepted = (headers.get("accept") ?? "")
    .split(",")
    .map((entry) => entry.split(";", 1)[0]?.trim() ?? "");
  const yaml = accepted.findIndex(isYaml);
  const json = accepted.indexOf("application/json");
  return yaml !== -1 && (json === -1 || yaml < json);
}

/** The refusal of what claims to be more than `limit` bytes. @throws AppError FILE_001 */
export function assertLength(headers: HeaderReader, limit: number): void {
  if (Number(headers.get("content-length") ?? 0) > limit) throw tooLarge(limit);
}

const badText = (cause: unknown) =>
  new AppError("INPUT_001", { fields: [{ path: "", key: "badText" }], cause });
const isBadText = (cause: unknown) =>
  cause instanceof TypeError && "code" in cause && cause.code === "ERR_ENCODING_INVALID_ENCODED_DATA";

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes as UTF-8 text. @throws AppError INPUT_001 when they are none */
export function decodeText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch (cause) {
    throw isBadText(cause) ? badText(cause) : cause;
  }
}

/**
 * The body of a request that Node's own server holds. What passes the limit is let run off, so that its connection serves on.
 * @throws AppError FILE_001 above `limit` bytes; the signal's reason where the reader left in the middle
 */
export function readIncoming(message: IncomingMessage, limit: number, signal: AbortSignal): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // Neither its end nor the signal would come any more.
    if (signal.aborted) return reject(signal.reason);
    const chunks: Buffer[] = [];
    let bytes = 0;
    const onData = (chunk: Buffer) => {
      bytes += chunk.byteLength;
      if (bytes <= limit) return void chunks.push(chunk);
      message.off("data", onData);
      message.resume();
      reject(tooLarge(limit));
    };
    message.on("data", onData);
    message.once("end", () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    // The reader's leaving is an error to Node too; the signal says it in our words.
    message.on("error", () => {});
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
}

/** A request's body as UTF-8 text. @throws AppError FILE_001 above `limit` bytes, INPUT_001 when it is no UTF-8 */
export async function readText(request: Request, limit: number): Promise<string> {
  assertLength(request.headers, limit);
  if (!request.body) return "";
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let text = "";
  let bytes = 0;
  const reader = request.body.getReader();
  try {
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      bytes += chunk.value.byteLength;
      if (bytes > limit) {
        await reader.cancel();
        throw tooLarge(limit);
      }
      text += decoder.decode(chunk.value, { stream: true });
    }
    return text + decoder.decode();
  } catch (cause) {
    throw isBadText(cause) ? badText(cause) : cause;
  }
}

/** A request's body as it is. @throws AppError FILE_001 above `limit` bytes, before the rest of them has come */
export async function readBytes(request: Request, limit: number): Promise<Uint8Array> {
  assertLength(request.headers, limit);
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  const reader = request.body?.getReader();
  for (let chunk = await reader?.read(); chunk && !chunk.done; chunk = await reader?.read()) {
    bytes += chunk.value.byteLength;
    if (bytes > limit) {
      await reader?.cancel();
      throw tooLarge(limit);
    }
    chunks.push(chunk.value);
  }
  return Buffer.concat(chunks);
}

/** @throws AppError INPUT_001 */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("INPUT_001", { fields: [{ path: "", key: "badJson" }], cause });
  }
}

/**
 * A request's JSON body as plain data; undefined when it is empty.
 * @throws AppError FILE_001 above the limit, FILE_002 for another content type, INPUT_001 when it can't be read
 */
export async function readBody(
  request: Request,
  { maxBytes = MAX_BODY_BYTES, expected = "application/json" }: ReadBodyOptions = {},
): Promise<unknown> {
  return parseBody(await readText(request, maxBytes), request.headers, expected);
}

/** The text of a body as plain data, as {@link readBody} gives it. @throws AppError FILE_002, INPUT_001 */
export function parseBody(text: string, headers: HeaderReader, expected = "application/json"): unknown {
  if (text === "") return undefined;
  if (!isJson(mediaType(headers))) throw new AppError("FILE_002", { values: { expected } });
  const body = parseJson(text);
  // Plain JSON text can't hold what Postgres refuses, escapes can, and hide what it says: most bodies skip the walk.
  if (/\0|__proto__|\\u(?:00|d[89a-f])/i.test(text)) assertStorable(body);
  return body;
}
