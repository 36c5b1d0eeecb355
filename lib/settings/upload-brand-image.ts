import "server-only";
import { createHash } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { brandImages } from "@/db/schema/settings";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError } from "@/lib/errors";
import { forgetSettings } from "@/lib/settings/get-settings";
import { imageFacts } from "@/lib/settings/image-facts";
import { imageType } from "@/lib/settings/image-type";
import { type BrandImageKind, brandImagePath, MOST_IMAGE_BYTES } from "@/lib/settings/schema";

export interface BrandImageUpload {
  kind: BrandImageKind;
  content: Uint8Array;
}

/**
 * Sets one of the workspace's pictures, at once. Admins. Audited with the former and the new one's hash.
 * @returns its address
 * @throws AppError FILE_001 above 512 KB; FILE_002 when its first bytes are not those of a PNG, JPEG or WebP
 */
export async function uploadBrandImage(
  viewer: Viewer,
  { kind, content }: BrandImageUpload,
): Promise<{ kind: BrandImageKind; url: string }> {
  authorize(viewer, "settings.manage");
  if (content.byteLength > MOST_IMAGE_BYTES)
    throw new AppError("FILE_001", { values: { limit: `${MOST_IMAGE_BYTES / 1024} KB` } });
  const mediaType = imageType(content);
  if (!mediaType) throw new AppError("FILE_002", { values: { expected: "PNG, JPEG, WebP" } });
  const hash = createHash("sha256").update(content).digest("hex");
  await db.transaction(async (tx) => {
    const [before] = await tx
      .select(imageFacts)
      .from(brandImages)
      .where(eq(brandImages.kind, kind))
      .for("update");
    if (before?.hash === hash) return;
    const row = { mediaType, content: Buffer.from(content), hash };
    await tx
      .insert(brandImages)
      .values({ kind, ...row })
      .onConflictDoUpdate({ target: brandImages.kind, set: { ...row, updatedAt: sql`now()` } });
    await recordChange(tx, viewer, {
      action: "settings.uploadImage",
      category: "ADMIN",
      metadata: {
        before: { [kind]: before ?? null },
        after: { [kind]: { mediaType, bytes: content.byteLength, hash } },
      },
    });
  });
  forgetSettings();
  return { kind, url: brandImagePath(hash) };
}
