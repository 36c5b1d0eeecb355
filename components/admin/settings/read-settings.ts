import { askApi } from "@/lib/http/ask-api";
import type { SettingsDocument } from "@/lib/settings/schema";

/** The settings as they are now; null when they can't be had. */
export const readSettings = async (): Promise<SettingsDocument | null> =>
  (await askApi<SettingsDocument>("/api/v1/settings")).data;
