import "server-only";
import type { IncomingMessage, ServerResponse } from "node:http";
import { tokenOf } from "@/lib/auth/authenticate-request";
import type { RouteHandler } from "@/lib/define-route";
import { env } from "@/lib/env";
import { fromNode, type Incoming } from "@/lib/http/incoming";
import { sendAnswer } from "@/lib/http/send-answer";
import { log } from "@/lib/log";
import { requestContext, setDirect } from "@/lib/request-context";

/** A route's methods, as its file exports them. */
export type RouteModule = Partial<Record<string, unknown>>;

/** A route by its folder's address, such as `/api/v1/views/[id]`; loaded when it is first asked. */
export type RouteTable = Readonly<Record<string, () => Promise<RouteModule>>>;

interface Route {
  pattern: readonly string[];
  load: () => Promise<RouteModule>;
}

interface Match {
  route: Route;
  params: Record<string, string>;
}

const parameterOf = (part: string): string | undefined => /^\[(\w+)\]$/.exec(part)?.[1];

/** Finds the route of an undecoded path; null where it is not in the table, or written as only Next reads it. */
export function matchRoutes(table: RouteTable): (path: string) => Match | null {
  const byLength = new Map<number, Route[]>();
  for (const [address, load] of Object.entries(table)) {
    const pattern = address.split("/");
    byLength.set(pattern.length, [...(byLength.get(pattern.length) ?? []), { pattern, load }]);
  }
  // A name by itself wins over a parameter, as Next has it.
  const parameters = ({ pattern }: Route) => pattern.filter(parameterOf).length;
  for (const routes of byLength.values()) routes.sort((a, b) => parameters(a) - parameters(b));
  return (path) => {
    if (!/^(?:\/[\w.~-]+)+$/.test(path) || /\/\.{1,2}(?:\/|$)/.test(path)) return null;
    const parts = path.split("/");
    for (const route of byLength.get(parts.length) ?? []) {
      const params = paramsOf(route.pattern, parts);
      if (params) return { route, params };
    }
    return null;
  };
}

function paramsOf(pattern: readonly string[], parts: readonly string[]): Record<string, string> | null {
  const params: Record<string, string> = {};
  for (const [index, wanted] of pattern.entries()) {
    const name = parameterOf(wanted);
    const part = parts[index] ?? "";
    if (name !== undefined) params[name] = part;
    else if (wanted !== part) return null;
  }
  return params;
}

const isHandler = (found: unknown): found is RouteHandler => typeof found === "function" && "answer" in found;

/**
 * Answers requests with a token at the table's routes without Next's way to them, by the same handlers. Everything else goes
 * on: cookies, whose sessions the middleware renews, methods a route lacks, other addresses and spellings.
 */
export function answerDirectly(table: RouteTable): void {
  const match = matchRoutes(table);
  setDirect((message, response, goOn) => {
    const { url = "", method = "" } = message;
    if (!url.startsWith("/api/v1/")) return goOn();
    const incoming = fromNode(message, env().siteUrl, requestContext()?.signal ?? AbortSignal.abort());
    const found = tokenOf(incoming.headers) === null ? null : match(incoming.path);
    if (!found) return goOn();
    found.route
      .load()
      .then(async (module) => {
        const handler = module[method];
        if (!isHandler(handler)) goOn();
        else await answer(handler, found.params, incoming, message, response);
      })
      .catch((err) => fail(err, response));
    return true;
  });
}

async function answer(
  handler: RouteHandler,
  params: object,
  incoming: Incoming,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  await sendAnswer(await handler.answer(incoming, params), message, response);
}

/** Routes turn their own failures into answers: what comes here is a fault of ours on the way out. */
function fail(err: unknown, response: ServerResponse): void {
  if (requestContext()?.signal.aborted) return;
  log.error({ err, requestId: requestContext()?.id }, "an answer could not be sent");
  if (response.headersSent) response.destroy();
  else response.writeHead(500).end();
}
