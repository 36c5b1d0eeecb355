import { z } from "zod";
import { deleteDraft } from "@/lib/dashboards/drafts/delete-draft";
import { getDraft } from "@/lib/dashboards/drafts/get-draft";
import { saveDraft } from "@/lib/dashboards/drafts/save-draft";
import { defineRoute } from "@/lib/define-route";
import { readBody } from "@/lib/http/read-body";

/** Numbers as the database keeps them. */
const query = z.object({ revision: z.coerce.number().int().min(1).max(2_147_483_647) });
const params = z.object({ slug: z.string() });
/** A document and its YAML, each as long as one may be. */
const MAX_BYTES = 4_000_000;

export const GET = defineRoute({ needs: "dashboard.seeDraft", params }, ({ viewer, params: { slug } }) =>
  getDraft(viewer, slug),
);

export const PUT = defineRoute(
  { needs: "dashboard.update", params },
  async ({ viewer, params: { slug }, request }) =>
    saveDraft(viewer, slug, await readBody(request, { maxBytes: MAX_BYTES })),
);

export const DELETE = defineRoute(
  { needs: "dashboard.update", params, query },
  async ({ viewer, params: { slug }, query: { revision } }) => {
    await deleteDraft(viewer, slug, revision);
  },
);
