import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { readBytes } from "@/lib/http/read-body";
import { removeBrandImage } from "@/lib/settings/remove-brand-image";
import { BrandImageKind, MOST_IMAGE_BYTES } from "@/lib/settings/schema";
import { uploadBrandImage } from "@/lib/settings/upload-brand-image";

const params = z.object({ kind: BrandImageKind });

/** The picture is the body, as it is. */
export const PUT = defineRoute({ needs: "settings.manage", params }, async ({ viewer, params, request }) =>
  uploadBrandImage(viewer, { kind: params.kind, content: await readBytes(request, MOST_IMAGE_BYTES) }),
);

export const DELETE = defineRoute({ needs: "settings.manage", params }, async ({ viewer, params }) => {
  await removeBrandImage(viewer, params);
});
