import { roleOf } from "@/db/migrate";
import type { Env } from "@/lib/env";
import { installPackDashboards } from "@/lib/packs/install-dashboards";
import { getLoadInfo, loadCommerce } from "@/packs/commerce/demo/load";
import { progressBar } from "./progress";
import { refreshAndTell } from "./rollups";

/** Loads the demo's rows in place of what is there, their rollups and the dashboards over them. A signal leaves all as it was. */
export async function loadDemo(settings: Env, rows: number, signal?: AbortSignal): Promise<void> {
  const { seconds } = await loadCommerce({
    ownerUrl: settings.databaseOwnerUrl,
    appRole: roleOf(settings.databaseUrl),
    readerRole: roleOf(settings.databaseReaderUrl),
    rows,
    onProgress: progressBar("Demo data", rows),
    ...(signal ? { signal } : {}),
  });
  console.log(`${rows.toLocaleString("en")} rows loaded in ${seconds.toFixed(0)} s`);
  await refreshAndTell({ dataset: "sales", ...(signal ? { signal } : {}) });
  await installPackDashboards();
}

/** Loads at the first start, and again when LOOKFLEX_DEMO_ROWS now asks for another size. */
export async function ensureDemo(settings: Env, signal: AbortSignal): Promise<void> {
  const found = await getLoadInfo(settings.databaseOwnerUrl);
  const keep = found && (found.rows === settings.demoRows || !process.env.LOOKFLEX_DEMO_ROWS);
  if (!keep) return loadDemo(settings, settings.demoRows, signal);
  await installPackDashboards();
  console.log(
    `Demo data: ${found.rows.toLocaleString("en")} rows up to ${found.until} ("npm run lookflex -- demo load" brings newer days)`,
  );
}
