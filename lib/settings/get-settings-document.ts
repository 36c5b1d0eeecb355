import "server-only";
import { eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { brandImages, settings } from "@/db/schema/settings";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { defaultSettings, readOwnSettings } from "@/lib/settings/get-settings";
import {
  type BrandImages,
  brandImagePath,
  type OwnSettings,
  SETTING_NAMES,
  type SettingsDocument,
} from "@/lib/settings/schema";

/** The workspace's choices with what stands where it made none, as they are now. Admins. */
export async function getSettingsDocument(
  viewer: Viewer,
  executor: Executor = db,
): Promise<SettingsDocument> {
  authorize(viewer, "settings.manage");
  const [[row], pictures] = await Promise.all([
    executor
      .select({
        value: settings.value,
        version: settings.version,
        updatedAt: settings.updatedAt,
        updatedBy: users.name,
      })
      .from(settings)
      .leftJoin(users, eq(users.id, settings.updatedBy)),
    executor.select({ kind: brandImages.kind, hash: brandImages.hash }).from(brandImages),
  ]);
  const images: BrandImages = { logo: null, logo_dark: null, favicon: null };
  for (const { kind, hash } of pictures) images[kind] = brandImagePath(hash);
  return {
    version: row?.version ?? 0,
    values: withNulls(readOwnSettings(row?.value ?? {})),
    defaults: defaultSettings(),
    images,
    updatedAt: row?.updatedAt.toISOString() ?? null,
    updatedBy: row?.updatedBy ?? null,
  };
}

const withNulls = (own: OwnSettings) =>
  Object.fromEntries(SETTING_NAMES.map((name) => [name, own[name] ?? null])) as SettingsDocument["values"];
