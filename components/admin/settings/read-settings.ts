import type { SettingsDocument } from "@/lib/settings/schema";

/** The settings as they are now; null when they can't be had. */
export async function readSettings(): Promise<SettingsDocument | null> {
  try {
    const answer = (await (await fetch("/api/v1/settings")).json()) as
      | { status: true; data: SettingsDocument }
      | { status: false };
    return answer.status ? answer.data : null;
  } catch {
    return null;
  }
}
