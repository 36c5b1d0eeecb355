import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { brandImages } from "@/db/schema/settings";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { forgetSettings } from "@/lib/settings/get-settings";
import { imageFacts } from "@/lib/settings/image-facts";
import type { BrandImageKind } from "@/lib/settings/schema";

/** Takes one of the workspace's pictures away; removing what is not there is harmless. Admins. */
export async function removeBrandImage(viewer: Viewer, { kind }: { kind: BrandImageKind }): Promise<void> {
  authorize(viewer, "settings.manage");
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select(imageFacts)
      .from(brandImages)
      .where(eq(brandImages.kind, kind))
      .for("update");
    if (!before) return;
    await tx.delete(brandImages).where(eq(brandImages.kind, kind));
    await recordChange(tx, viewer, {
      action: "settings.removeImage",
      category: "ADMIN",
      metadata: { before: { [kind]: before }, after: { [kind]: null } },
    });
  });
  forgetSettings();
}
