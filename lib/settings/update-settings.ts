import "server-only";
import { sql } from "drizzle-orm";
import { db } from "@/db/client";
import { settings } from "@/db/schema/settings";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { AppError } from "@/lib/errors";
import { parseInput } from "@/lib/parse-input";
import { forgetSettings, readOwnSettings } from "@/lib/settings/get-settings";
import { getSettingsDocument } from "@/lib/settings/get-settings-document";
import {
  type OwnSettings,
  SETTING_NAMES,
  type SettingName,
  SettingsChange,
  type SettingsDocument,
} from "@/lib/settings/schema";

const pick = (own: OwnSettings, names: readonly SettingName[]) =>
  Object.fromEntries(names.map((name) => [name, own[name] ?? null]));

/**
 * Changes the workspace's settings; they bite on everybody's next request. Admins. Audited with what changed, before and after.
 * @throws AppError INPUT_001; CONFLICT_001 with `details.currentVersion` when somebody else changed them meanwhile
 */
export async function updateSettings(viewer: Viewer, input: SettingsChange): Promise<SettingsDocument> {
  authorize(viewer, "settings.manage");
  const { version, ...change } = parseInput(SettingsChange, input);
  const document = await db.transaction(async (tx) => {
    await tx.insert(settings).values({ version: 0 }).onConflictDoNothing();
    const [before] = await tx.select().from(settings).for("update");
    if (before?.version !== version)
      throw new AppError("CONFLICT_001", { details: { currentVersion: before?.version ?? 0 } });
    const own = readOwnSettings(before.value);
    const changed = SETTING_NAMES.filter(
      (name) => change[name] !== undefined && change[name] !== (own[name] ?? null),
    );
    if (changed.length === 0) return getSettingsDocument(viewer, tx);
    // What another release wrote and this one does not know stays.
    const value: Record<string, unknown> = { ...before.value };
    for (const name of changed) {
      if (change[name] === null) delete value[name];
      else value[name] = change[name];
    }
    await tx
      .update(settings)
      .set({ value, version: version + 1, updatedBy: viewer.userId, updatedAt: sql`now()` });
    await recordChange(tx, viewer, {
      action: "settings.update",
      category: "ADMIN",
      severity: "WARNING",
      metadata: {
        version: version + 1,
        before: pick(own, changed),
        after: pick(readOwnSettings(value), changed),
      },
    });
    return getSettingsDocument(viewer, tx);
  });
  forgetSettings();
  return document;
}
