import "server-only";
import type { z } from "zod";
import { authorize } from "@/lib/access/authorize";
import type { Action } from "@/lib/access/can";
import type { RequestInfo, Viewer } from "@/lib/access/viewer";
import { recordRefusal } from "@/lib/audit/record-refusal";
import { authenticateRequest } from "@/lib/auth/authenticate-request";
import { env } from "@/lib/env";
import { AppError, notAllowed, notFound } from "@/lib/errors";
import { errorResponse } from "@/lib/http/error-response";
import { groupParams } from "@/lib/http/group-params";
import { inStep } from "@/lib/http/in-step";
import { fromRequest, type Incoming } from "@/lib/http/incoming";
import { isForeignOrigin } from "@/lib/http/is-foreign-origin";
import { isNextSignal } from "@/lib/http/is-next-signal";
import { publicPath } from "@/lib/http/public-path";
import { RateLimiter, type RateState } from "@/lib/http/rate-limiter";
import { MAX_BODY_BYTES, parseBody } from "@/lib/http/read-body";
import { browserLocale } from "@/lib/i18n/browser-locale";
import { log } from "@/lib/log";
import { assertStorable, parseInput } from "@/lib/parse-input";
import { isReaderGone, requestContext, requestInfo } from "@/lib/request-context";
import { knownSettings } from "@/lib/settings/get-settings";

export interface RouteOptions<B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> {
  /** Checks the JSON body; a failure is INPUT_001. Without it the body is left unread. */
  body?: B;
  /** Checks the query string: `{ name: "x" }`, `{ name: ["x", "y"] }` where a name repeats. */
  query?: Q;
  /** Checks the path's parameters; a failure is NOT_FOUND. */
  params?: P;
  /** Refused before the input is looked at, so that who may not learns nothing of it. The verb asks again. */
  needs?: Action;
  /** Serves everybody: nobody is looked up and `viewer` is null. */
  public?: boolean;
}

export interface RouteInput<V, B extends z.ZodType, Q extends z.ZodType, P extends z.ZodType> {
  viewer: V;
  body: z.output<B>;
  query: z.output<Q>;
  params: z.output<P>;
  /** Fires when the reader leaves. */
  signal: AbortSignal;
  request: Request;
}

/** Data with a status other than 200: made by {@link created}. */
export class Reply {
  constructor(
    readonly status: number,
    readonly data: unknown,
  ) {}
}

/** Data that is JSON in UTF-8 already. */
export class JsonText {
  constructor(readonly bytes: Uint8Array) {}
}

/** 201 with data. */
export const created = (data: unknown): Reply => new Reply(201, data);

type RouteContext = { params: Promise<object> };

/** What goes out. */
export interface Outgoing {
  status: number;
  /** A Response's own count for more. */
  headers: Readonly<Record<string, string>>;
  /** The envelope as JSON, or the Response that the handler made. */
  body: Buffer<ArrayBuffer> | Response;
}

/** A route as Next calls it, and as whoever holds a request by other means does. */
export interface RouteHandler {
  (request: Request, context?: RouteContext): Promise<Response>;
  /** The same answer. @param params of the path, decoded. Throws only what Next throws to itself. */
  answer(incoming: Incoming, params?: object | Promise<object>): Promise<Outgoing>;
}

const store = globalThis as typeof globalThis & { lookflexTokenLimiter?: RateLimiter };
store.lookflexTokenLimiter ??= new RateLimiter(60_000);
const limiter = store.lookflexTokenLimiter;

/** The request as verbs take it, also where no server of ours carries it (tests). */
function infoOf({ method, headers, path }: Incoming): RequestInfo {
  if (requestContext()) return requestInfo();
  const userAgent = headers.get("user-agent") ?? "";
  return { id: crypto.randomUUID(), ip: "", userAgent, method, path: publicPath(path) };
}

function queryOf({ search }: Incoming): Record<string, string | string[]> {
  const query = groupParams(new URLSearchParams(search));
  assertStorable(query);
  return query;
}

const bodyOf = async (incoming: Incoming): Promise<unknown> =>
  parseBody(await incoming.readText(MAX_BODY_BYTES), incoming.headers);

function parseParams<P extends z.ZodType>(schema: P, params: object): z.output<P> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound("address");
  return parsed.data;
}

/** As `Response.json` has it. */
export const JSON_TYPE = "application/json";

const rateHeaders = (state: RateState): Record<string, string> => ({
  "RateLimit-Limit": String(state.limit),
  "RateLimit-Remaining": String(state.remaining),
  "RateLimit-Reset": String(state.resetSeconds),
});

const ENVELOPE = Buffer.from('{"status":true,"data":');
const ENVELOPE_END = Buffer.from("}");

function outgoing(result: unknown, headers: Outgoing["headers"]): Outgoing {
  if (result instanceof Response) return { status: result.status, headers, body: result };
  if (result instanceof JsonText)
    return { status: 200, headers, body: Buffer.concat([ENVELOPE, result.bytes, ENVELOPE_END]) };
  const { status, data } = result instanceof Reply ? result : new Reply(200, result);
  return { status, headers, body: Buffer.from(JSON.stringify({ status: true, data: data ?? null })) };
}

function toResponse({ status, headers, body }: Outgoing): Response {
  if (!(body instanceof Response))
    return new Response(body, { status, headers: { "Content-Type": JSON_TYPE, ...headers } });
  for (const [name, value] of Object.entries(headers))
    if (!body.headers.has(name)) body.headers.set(name, value);
  return body;
}

/** Anything thrown as an AppError; what is not one is logged here, once, and told apart by the request's id alone. */
function toAppError(error: unknown, info: RequestInfo): AppError {
  if (error instanceof AppError && error.code !== "INTERNAL") return error;
  log.error({ err: error, requestId: info.id, path: info.path }, "request failed");
  return new AppError("INTERNAL", { values: { requestId: info.id }, details: { requestId: info.id } });
}

/**
 * The one edge of the API: who asks → how often → what → the verb → the envelope, errors in the viewer's language.
 * The handler returns data or nothing (200), {@link created} or a Response of its own (streams).
 */
export function defineRoute<
  B extends z.ZodType = z.ZodUndefined,
  Q extends z.ZodType = z.ZodUndefined,
  P extends z.ZodType = z.ZodUndefined,
  O extends RouteOptions<B, Q, P> = RouteOptions<B, Q, P>,
>(
  options: O & RouteOptions<B, Q, P>,
  handle: (
    input: RouteInput<O extends { public: true } ? null : Viewer, B, Q, P>,
  ) => Promise<unknown> | unknown,
): RouteHandler {
  const answer: RouteHandler["answer"] = async (incoming, params = {}) => {
    const info = infoOf(incoming);
    const { method, signal } = incoming;
    let viewer: Viewer | null = null;
    let headers: Record<string, string> = { "Cache-Control": "no-store", "x-request-id": info.id };
    try {
      if (isForeignOrigin(method, incoming.headers, env().siteUrl)) throw notAllowed("foreignOrigin");
      if (!options.public) {
        const who = await authenticateRequest(incoming.headers, info);
        viewer = who.viewer;
        if (who.limitedBy) {
          const state = limiter.take(who.limitedBy, env().rateLimitPerMinute);
          headers = { ...headers, ...rateHeaders(state) };
          if (!state.allowed) throw new AppError("RATE_001", { retryAfter: state.resetSeconds });
        }
        if (options.needs) authorize(viewer, options.needs);
        await inStep();
      }
      const input = {
        viewer,
        params: options.params && parseParams(options.params, await params),
        query: options.query && parseInput(options.query, queryOf(incoming)),
        body: options.body && parseInput(options.body, await bodyOf(incoming)),
        signal,
        // Most handlers never look: it is made for those that do.
        get request() {
          return incoming.request();
        },
      };
      return outgoing(await handle(input as Parameters<typeof handle>[0]), headers);
    } catch (thrown) {
      if (isNextSignal(thrown)) throw thrown;
      // Nobody reads the answer; 499 is what proxies call it.
      if (isReaderGone(thrown, signal))
        return outgoing(new Response(null, { status: 499, headers }), headers);
      const error = toAppError(thrown, info);
      await recordRefusal(viewer?.userId ?? null, info, error.status, error.code);
      const locale = viewer?.locale ?? browserLocale(incoming.headers, null, (await knownSettings()).locale);
      return outgoing(errorResponse(error, locale), headers);
    }
  };
  const handler = async (request: Request, context?: RouteContext) =>
    toResponse(await answer(fromRequest(request, requestContext()?.signal), context?.params));
  return Object.assign(handler, { answer });
}
