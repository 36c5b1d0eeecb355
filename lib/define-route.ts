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
import { isForeignOrigin } from "@/lib/http/is-foreign-origin";
import { isNextSignal } from "@/lib/http/is-next-signal";
import { publicPath } from "@/lib/http/public-path";
import { RateLimiter, type RateState } from "@/lib/http/rate-limiter";
import { readBody } from "@/lib/http/read-body";
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

/** 201 with data. */
export const created = (data: unknown): Reply => new Reply(201, data);

type RouteContext = { params: Promise<object> };
export type RouteHandler = (request: Request, context?: RouteContext) => Promise<Response>;

const store = globalThis as typeof globalThis & { lookflexTokenLimiter?: RateLimiter };
store.lookflexTokenLimiter ??= new RateLimiter(60_000);
const limiter = store.lookflexTokenLimiter;

/** The request as verbs take it, also where no server of ours carries it (tests). */
function infoOf(request: Request): RequestInfo {
  if (requestContext()) return requestInfo();
  const userAgent = request.headers.get("user-agent") ?? "";
  const path = publicPath(new URL(request.url).pathname);
  return { id: crypto.randomUUID(), ip: "", userAgent, method: request.method, path };
}

function queryOf(request: Request): Record<string, string | string[]> {
  const query = groupParams(new URL(request.url).searchParams);
  assertStorable(query);
  return query;
}

function parseParams<P extends z.ZodType>(schema: P, params: object): z.output<P> {
  const parsed = schema.safeParse(params);
  if (!parsed.success) throw notFound("address");
  return parsed.data;
}

const rateHeaders = (state: RateState): Record<string, string> => ({
  "RateLimit-Limit": String(state.limit),
  "RateLimit-Remaining": String(state.remaining),
  "RateLimit-Reset": String(state.resetSeconds),
});

function answer(result: unknown): Response {
  if (result instanceof Response) return result;
  const { status, data } = result instanceof Reply ? result : new Reply(200, result);
  return Response.json({ status: true, data: data ?? null }, { status });
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
  return async (request, context) => {
    const info = infoOf(request);
    const signal = requestContext()?.signal ?? request.signal;
    let viewer: Viewer | null = null;
    let headers: Record<string, string> = { "Cache-Control": "no-store", "x-request-id": info.id };
    let response: Response;
    try {
      if (isForeignOrigin(request.method, request.headers, env().siteUrl)) throw notAllowed("foreignOrigin");
      if (!options.public) {
        const who = await authenticateRequest(request.headers, info);
        viewer = who.viewer;
        if (who.limitedBy) {
          const state = limiter.take(who.limitedBy, env().rateLimitPerMinute);
          headers = { ...headers, ...rateHeaders(state) };
          if (!state.allowed) throw new AppError("RATE_001", { retryAfter: state.resetSeconds });
        }
        if (options.needs) authorize(viewer, options.needs);
      }
      const params = options.params && parseParams(options.params, (await context?.params) ?? {});
      const query = options.query && parseInput(options.query, queryOf(request));
      const body = options.body && parseInput(options.body, await readBody(request));
      const input = { viewer, body, query, params, signal, request };
      const result = await handle(input as Parameters<typeof handle>[0]);
      response = answer(result);
    } catch (thrown) {
      if (isNextSignal(thrown)) throw thrown;
      // Nobody reads the answer; 499 is what proxies call it.
      if (isReaderGone(thrown, signal)) return new Response(null, { status: 499, headers });
      const error = toAppError(thrown, info);
      await recordRefusal(viewer?.userId ?? null, info, error.status, error.code);
      const locale = viewer?.locale ?? browserLocale(request.headers, null, (await knownSettings()).locale);
      response = errorResponse(error, locale);
    }
    for (const [name, value] of Object.entries(headers))
      if (!response.headers.has(name)) response.headers.set(name, value);
    return response;
  };
}
