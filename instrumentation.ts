import type { Instrumentation } from "next";

/** Runs once a process, before it serves. */
export async function register(): Promise<void> {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { boot } = await import("./lib/boot");
  await boot();
  // Not while developing: there routes change under way, which Next alone notices.
  if (process.env.NODE_ENV !== "production") return;
  const [{ ROUTE_TABLE }, { answerDirectly }] = await Promise.all([
    import("./app/api/v1/route-table"),
    import("./lib/http/direct-routes"),
  ]);
  answerDirectly(ROUTE_TABLE);
}

/** What a page, action or middleware threw, once, with the request's id. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, context) => {
  if (process.env.NEXT_RUNTIME !== "nodejs") return;
  const { logRequestError } = await import("./lib/boot");
  logRequestError(error, request.path, context.routeType);
};
