import { z } from "zod";
import { created, defineRoute } from "@/lib/define-route";
import { createView } from "@/lib/views/create-view";
import { listViews } from "@/lib/views/list-views";

const params = z.object({ slug: z.string() });

export const GET = defineRoute({ needs: "view.read", params }, ({ viewer, params: { slug } }) =>
  listViews(viewer, slug),
);

export const POST = defineRoute(
  { needs: "view.savePersonal", params, body: z.unknown() },
  async ({ viewer, params: { slug }, body }) => created(await createView(viewer, slug, body)),
);
