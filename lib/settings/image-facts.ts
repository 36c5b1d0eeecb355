import "server-only";
import { sql } from "drizzle-orm";
import { brandImages } from "@/db/schema/settings";

/** What the audit log says of a picture: never its bytes. */
export const imageFacts = {
  mediaType: brandImages.mediaType,
  bytes: sql<number>`octet_length(${brandImages.content})`,
  hash: brandImages.hash,
};
