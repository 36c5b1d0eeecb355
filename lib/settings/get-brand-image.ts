import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { brandImages } from "@/db/schema/settings";
import { notFound } from "@/lib/errors";
import type { BrandImageType } from "@/lib/settings/schema";

/** A picture of the workspace by its content's hash. Everybody: the sign-in page and mails show it. @throws AppError NOT_FOUND */
export async function getBrandImage(hash: string): Promise<{ mediaType: BrandImageType; content: Buffer }> {
  const [image] = await db
    .select({ mediaType: brandImages.mediaType, content: brandImages.content })
    .from(brandImages)
    .where(eq(brandImages.hash, hash))
    .limit(1);
  if (!image) throw notFound("address");
  return image;
}
