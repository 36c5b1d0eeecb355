import { defineRoute } from "@/lib/define-route";
import { getSettingsDocument } from "@/lib/settings/get-settings-document";
import { SettingsChange } from "@/lib/settings/schema";
import { updateSettings } from "@/lib/settings/update-settings";

export const GET = defineRoute({ needs: "settings.manage" }, ({ viewer }) => getSettingsDocument(viewer));

export const PATCH = defineRoute({ needs: "settings.manage", body: SettingsChange }, ({ viewer, body }) =>
  updateSettings(viewer, body),
);
