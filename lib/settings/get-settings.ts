import "server-only";
import { db, type Executor } from "@/db/client";
import { brandImages, settings } from "@/db/schema/settings";
import { env } from "@/lib/env";
import {
  type BrandImages,
  brandImagePath,
  type OwnSettings,
  SETTING_NAMES,
  Settings,
} from "@/lib/settings/schema";

/** What is in force: the workspace's own choices over the defaults, and its pictures. */
export interface WorkspaceSettings extends Settings {
  images: BrandImages;
}

/** How old an answer may be: so long may another replica show what was changed here. */
const FRESH_MS = 1000;

interface Kept {
  settings?: WorkspaceSettings;
  readAt: number;
  failedAt: number;
  /** Raised by every change of this process: what was being read meanwhile is not kept. */
  generation: number;
  reading?: Promise<WorkspaceSettings> | undefined;
}
const store = globalThis as typeof globalThis & { lookflexSettings?: Kept };
store.lookflexSettings ??= { readAt: 0, failedAt: 0, generation: 0 };
const kept = store.lookflexSettings;

/** What stands where the workspace says nothing: the environment, then the product. */
export function defaultSettings(): Settings {
  const { locale, timezone, sessionIdleDays, sessionRenewMinutes } = env();
  return {
    name: "LookFlex",
    accent: null,
    locale,
    timezone,
    currency: "KRW",
    weekStart: 1,
    fiscalYearStart: 1,
    sessionIdleDays,
    sessionRenewMinutes,
    editorsCreate: true,
    viewersFormat: true,
    exportFrom: "viewer",
  };
}

/** The stored choices that this release understands; of another one's, the default stands in. */
export function readOwnSettings(stored: Record<string, unknown>): OwnSettings {
  const own: Record<string, unknown> = {};
  for (const name of SETTING_NAMES) {
    const parsed = Settings.shape[name].safeParse(stored[name]);
    if (parsed.success && parsed.data !== null) own[name] = parsed.data;
  }
  return own;
}

async function read(executor: Executor): Promise<WorkspaceSettings> {
  const [[row], pictures] = await Promise.all([
    executor.select({ value: settings.value }).from(settings),
    executor.select({ kind: brandImages.kind, hash: brandImages.hash }).from(brandImages),
  ]);
  const images: BrandImages = { logo: null, logo_dark: null, favicon: null };
  for (const { kind, hash } of pictures) images[kind] = brandImagePath(hash);
  return { ...defaultSettings(), ...readOwnSettings(row?.value ?? {}), images };
}

const since = (moment: number) => {
  const age = Date.now() - moment;
  // A clock set back makes everything old.
  return age >= 0 ? age : Number.POSITIVE_INFINITY;
};

async function readAndKeep(executor: Executor): Promise<WorkspaceSettings> {
  const { generation } = kept;
  try {
    const found = await read(executor);
    if (generation === kept.generation) Object.assign(kept, { settings: found, readAt: Date.now() });
    return found;
  } catch (error) {
    kept.failedAt = Date.now();
    throw error;
  }
}

/**
 * The workspace's settings, a second old at most; a change made by this process is there at once. Nobody asks: everybody sees
 * their effect.
 * @param tx where the caller holds a connection already: waiting for another one could never end
 * @throws whatever the database throws
 */
export async function getSettings(tx?: Executor): Promise<WorkspaceSettings> {
  if (kept.settings && since(kept.readAt) < FRESH_MS) return kept.settings;
  if (tx) return readAndKeep(tx);
  if (!kept.reading) {
    const reading = readAndKeep(db).finally(() => {
      if (kept.reading === reading) kept.reading = undefined;
    });
    kept.reading = reading;
  }
  return kept.reading;
}

/** What was read last, or the defaults. For where nothing may wait or fail. */
export const lastSettings = (): WorkspaceSettings =>
  kept.settings ?? { ...defaultSettings(), images: { logo: null, logo_dark: null, favicon: null } };

/** As {@link getSettings}, but an outage is answered from memory: name, colours and language of the page that tells of it. */
export async function knownSettings(): Promise<WorkspaceSettings> {
  if (since(kept.failedAt) < FRESH_MS) return lastSettings();
  return getSettings().catch(lastSettings);
}

/** Makes the next reader ask the database. After every change. */
export function forgetSettings(): void {
  kept.generation += 1;
  kept.readAt = 0;
  kept.reading = undefined;
}
