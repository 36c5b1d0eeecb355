import { defineRoute } from "@/lib/define-route";

/** The process answers. Asks nobody else, so that an outage of the database restarts nothing. */
export const GET = defineRoute({ public: true }, () => Response.json({ status: "ok" }));
