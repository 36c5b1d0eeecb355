import { defineRoute } from "@/lib/define-route";
import { notFound } from "@/lib/errors";

/** Addresses the API does not have answer in its own envelope, not with a page. */
const unknown = defineRoute({ public: true }, () => {
  throw notFound("address");
});

export const GET = unknown;
export const POST = unknown;
export const PUT = unknown;
export const PATCH = unknown;
export const DELETE = unknown;
