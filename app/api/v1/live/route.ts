import { defineRoute } from "@/lib/define-route";
import { followVersions } from "@/lib/live/follow-versions";
import { LiveQuery } from "@/lib/live/schema";
import { requestContext } from "@/lib/request-context";

/** A stream rather than an envelope; nothing on the way may hold it back, to compress it or otherwise. */
export const GET = defineRoute(
  { needs: "dataset.read", query: LiveQuery },
  async ({ viewer, query, request, signal }) => {
    requestContext()?.settle?.();
    return new Response(await followVersions(viewer, query, { headers: request.headers, signal }), {
      headers: {
        "Content-Type": "text/event-stream; charset=utf-8",
        "Cache-Control": "no-store, no-transform",
        "X-Accel-Buffering": "no",
      },
    });
  },
);
