import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { API_POLICY } from "@/lib/http/security-headers";
import { getBrandImage } from "@/lib/settings/get-brand-image";

const params = z.object({ hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** For everybody, for good: another picture has another address. */
export const GET = defineRoute({ public: true, params }, async ({ params }) => {
  const { mediaType, content } = await getBrandImage(params.hash);
  return new Response(new Uint8Array(content), {
    headers: {
      "Content-Type": mediaType,
      "Cache-Control": "public, max-age=31536000, immutable",
      "Content-Security-Policy": API_POLICY,
      "X-Content-Type-Options": "nosniff",
    },
  });
});
