/** What a workspace chooses for itself. Client-safe. */
import { z } from "zod";
import { Role } from "@/lib/access/roles";
import { displayName } from "@/lib/display-name";
import { isZone } from "@/lib/query/relative-date";
import { parseAccent } from "@/lib/settings/accent";

/** Shown everywhere, mails included. */
export const WorkspaceName = displayName(60);

/** `#rrggbb`, `#rgb` or `oklch(…)`. */
export const Accent = z
  .string()
  .trim()
  .toLowerCase()
  .max(60)
  .refine((value) => parseAccent(value) !== null, { params: { key: "wrongColor" } });

const isCurrency = (code: string) => Intl.supportedValuesOf("currency").includes(code);

/** ISO 4217. */
export const Currency = z
  .string()
  .trim()
  .toUpperCase()
  .max(3)
  .refine(isCurrency, { params: { key: "wrongCurrency" } });

/** Every setting as it is in force. */
export const Settings = z.strictObject({
  name: WorkspaceName,
  /** Null: the product's own colour. */
  accent: Accent.nullable(),
  locale: z.enum(["ko", "en"]),
  /** IANA, as the planner takes it: no offsets. */
  timezone: z.string().max(64).refine(isZone),
  /** Of a currency format that names none. */
  currency: Currency,
  /** 0 Sunday, 1 Monday. */
  weekStart: z.union([z.literal(0), z.literal(1)]),
  /** The first month of the fiscal year, 1 to 12. */
  fiscalYearStart: z.int().min(1).max(12),
  sessionIdleDays: z.int().min(1).max(365),
  sessionRenewMinutes: z.int().min(1).max(720),
  /** Whether editors create and delete dashboards, or admins alone. */
  editorsCreate: z.boolean(),
  /** Whether viewers format their own views, or editors alone. */
  viewersFormat: z.boolean(),
  /** The lowest role that takes data away as files. */
  exportFrom: Role,
});
export type Settings = z.infer<typeof Settings>;
export type SettingName = keyof Settings;
export const SETTING_NAMES = Object.keys(Settings.shape) as SettingName[];

/** What the workspace says itself: what it leaves out is the default. */
export type OwnSettings = Partial<Settings>;

const { shape } = Settings;
/** What is missing stays as it is; null goes back to the default. `version` is the one that was read. */
export const SettingsChange = z.strictObject({
  version: z.int().min(0),
  name: shape.name.nullable().optional(),
  accent: shape.accent.optional(),
  locale: shape.locale.nullable().optional(),
  timezone: shape.timezone.nullable().optional(),
  currency: shape.currency.nullable().optional(),
  weekStart: shape.weekStart.nullable().optional(),
  fiscalYearStart: shape.fiscalYearStart.nullable().optional(),
  sessionIdleDays: shape.sessionIdleDays.nullable().optional(),
  sessionRenewMinutes: shape.sessionRenewMinutes.nullable().optional(),
  editorsCreate: shape.editorsCreate.nullable().optional(),
  viewersFormat: shape.viewersFormat.nullable().optional(),
  exportFrom: shape.exportFrom.nullable().optional(),
});
export type SettingsChange = z.input<typeof SettingsChange>;

export const BRAND_IMAGE_KINDS = ["logo", "logo_dark", "favicon"] as const;
export const BrandImageKind = z.enum(BRAND_IMAGE_KINDS);
export type BrandImageKind = z.infer<typeof BrandImageKind>;

/** What the browser may send and get back; no SVG, which can hold scripts. */
export const BRAND_IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;
export type BrandImageType = (typeof BRAND_IMAGE_TYPES)[number];
export const MOST_IMAGE_BYTES = 524_288;

/** Addresses of the workspace's pictures; null where it has none. */
export type BrandImages = Record<BrandImageKind, string | null>;

/** Where a picture is served; its content's hash makes the address good for ever. */
export const brandImagePath = (hash: string): string => `/api/brand/${hash}`;

/** What the name and the mark of the product are drawn from. */
export interface Brand {
  name: string;
  images: BrandImages;
}

/** The settings as admins see and change them. */
export interface SettingsDocument {
  /** The lock: 0 until somebody changes something. */
  version: number;
  /** Null: the default stands. */
  values: { [K in SettingName]: Settings[K] | null };
  defaults: Settings;
  images: BrandImages;
  /** ISO 8601. */
  updatedAt: string | null;
  /** Null also when whoever it was is gone. */
  updatedBy: string | null;
}
