/** What one HTTP request knows about itself, wherever the code runs: pages, routes, actions and middleware. */
import { AsyncLocalStorage } from "node:async_hooks";
import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import { type IncomingMessage, Server, type ServerResponse } from "node:http";
import type { RequestInfo } from "@/lib/access/viewer";
import { env } from "@/lib/env";
import { errorBody } from "@/lib/error-message";
import { invalidInput } from "@/lib/errors";
import { clientAddress, isTrustedProxy } from "@/lib/http/client-address";
import { readerWaits } from "@/lib/http/give-way";
import { publicPath } from "@/lib/http/public-path";
import { API_POLICY, securityHeaders } from "@/lib/http/security-headers";
import { METHODS, unreadable } from "@/lib/http/unreadable";
import { log } from "@/lib/log";

export interface RequestContext {
  id: string;
  /** Fires when the reader leaves before the answer is complete. */
  signal: AbortSignal;
  /** The client's address, through the proxies we trust. */
  ip: string;
  userAgent: string;
  method: string;
  /** The target as asked for, with its query. Never log it: use {@link publicPath}. */
  url: string;
  /** Says that its reader no longer waits: what is left to send takes long by its nature. */
  settle?: () => void;
}

/** Takes a request that it knows better than whoever listens: true. `goOn` hands it to them, then or later. */
export type Direct = (request: IncomingMessage, response: ServerResponse, goOn: () => boolean) => boolean;

interface Store {
  lookflexDirect?: Direct;
  lookflexRequests?: AsyncLocalStorage<RequestContext>;
  lookflexRequestsWrapped?: boolean;
}
const store = globalThis as typeof globalThis & Store;
store.lookflexRequests ??= new AsyncLocalStorage();
const storage = store.lookflexRequests;

/** The running request, or undefined outside of one (CLI, jobs, tests). */
export const requestContext = (): RequestContext | undefined => storage.getStore();

/** Whether `error` is only the running request's own end: its reader left, nothing failed. */
export const isReaderGone = (error: unknown, signal = requestContext()?.signal): boolean =>
  signal?.aborted === true && error === signal.reason;

/** Runs `work` as if inside the request: for tests and for what answers requests by other ways than Node's server. */
export const withRequestContext = <T>(context: RequestContext, work: () => T): T =>
  storage.run(context, work);

/** The running request as verbs and the audit log take it. Empty strings outside of one. */
export function requestInfo(): RequestInfo {
  const context = requestContext();
  if (!context) return { id: "", ip: "", userAgent: "", method: "", path: "" };
  const { id, ip, userAgent, method, url } = context;
  return { id, ip, userAgent, method, path: publicPath(url) };
}

function open(request: IncomingMessage, response: ServerResponse): RequestContext {
  const { trustedProxies, siteUrl } = env();
  const controller = new AbortController();
  // A page's widgets all listen: more than the ten that Node takes for a leak.
  setMaxListeners(0, controller.signal);
  const socketAddress = request.socket.remoteAddress ?? "";
  const forwardedFor = request.headers["x-forwarded-for"];
  const givenId = String(request.headers["x-request-id"] ?? "");
  const believed = isTrustedProxy(socketAddress, trustedProxies) && /^[\w.-]{8,64}$/.test(givenId);
  const context: RequestContext = {
    id: believed ? givenId : randomUUID(),
    signal: controller.signal,
    ip: clientAddress(
      socketAddress,
      Array.isArray(forwardedFor) ? forwardedFor.join(",") : forwardedFor,
      trustedProxies,
    ),
    userAgent: (request.headers["user-agent"] ?? "").slice(0, 500),
    method: request.method ?? "",
    url: request.url ?? "",
    settle: readerWaits(),
  };
  const startedAt = performance.now();
  // Set here, since static files and Next's own error answers never pass the middleware.
  response.setHeader("x-request-id", context.id);
  for (const [name, value] of Object.entries(securityHeaders(siteUrl))) response.setHeader(name, value);
  // Until the middleware or a route says more; what scripts are loaded from has no say of its own.
  if (!context.url.startsWith("/_next/static/")) response.setHeader("Content-Security-Policy", API_POLICY);
  response.once("close", () => {
    context.settle?.();
    if (!response.writableFinished) controller.abort();
    const path = publicPath(context.url);
    if (path.startsWith("/_next/")) return;
    log.info(
      {
        requestId: context.id,
        method: context.method,
        path,
        status: response.statusCode,
        ms: Math.round(performance.now() - startedAt),
        ...(response.writableFinished ? {} : { aborted: true }),
      },
      "request",
    );
  });
  return context;
}

/** Answers what no handler can: with the API's envelope, which other readers see as the text it is. */
function refuse(status: 400 | 405, response: ServerResponse): void {
  const error = errorBody(invalidInput("", "badAddress"), env().locale);
  const body = status === 400 ? JSON.stringify({ status: false, error }) : "";
  const type = "application/json; charset=utf-8";
  response.writeHead(status, status === 400 ? { "Content-Type": type } : { Allow: METHODS.join(", ") });
  response.end(body);
}

/** From now on requests are `direct`'s first. */
export function setDirect(direct: Direct): void {
  store.lookflexDirect = direct;
}

/** Gives every request of this process's HTTP servers its context. Call once, before serving; again is harmless. */
export function wrapHttpServers(): void {
  if (store.lookflexRequestsWrapped) return;
  store.lookflexRequestsWrapped = true;
  const emit = Server.prototype.emit;
  Server.prototype.emit = function (this: Server, ...args: unknown[]) {
    const again = () => Reflect.apply(emit, this, args);
    if (args[0] !== "request") return again();
    const [, request, response] = args as [string, IncomingMessage, ServerResponse];
    const context = open(request, response);
    const status = unreadable(context.method, context.url);
    const direct = store.lookflexDirect;
    if (status === null)
      return storage.run(context, () => (direct ? direct(request, response, again) : again()));
    refuse(status, response);
    return true;
  };
}
