import { sql } from "drizzle-orm";
import {
  check,
  customType,
  integer,
  jsonb,
  pgTable,
  smallint,
  text,
  timestamp,
  uuid,
} from "drizzle-orm/pg-core";
import { users } from "./users";

const bytea = customType<{ data: Buffer }>({ dataType: () => "bytea" });

/** The workspace's own choices: one row, none until somebody changes one. What it leaves out is the default. */
export const settings = pgTable(
  "settings",
  {
    id: smallint().primaryKey().default(1),
    value: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The lock: raised by every change. */
    version: integer().notNull().default(1),
    updatedBy: uuid("updated_by").references(() => users.id, { onDelete: "set null" }),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check("settings_one_row", sql`${t.id} = 1`),
    check("settings_value_check", sql`jsonb_typeof(${t.value}) = 'object'`),
  ],
);
export type SettingsRow = typeof settings.$inferSelect;

/** The workspace's own pictures, served from our origin. */
export const brandImages = pgTable(
  "brand_images",
  {
    kind: text().$type<"logo" | "logo_dark" | "favicon">().primaryKey(),
    mediaType: text("media_type").$type<"image/png" | "image/jpeg" | "image/webp">().notNull(),
    content: bytea().notNull(),
    /** SHA-256, hex: in the address, so that browsers may keep it for good. */
    hash: text().notNull(),
    updatedAt: timestamp("updated_at", { withTimezone: true }).notNull().defaultNow(),
  },
  (t) => [
    check("brand_images_kind_check", sql`${t.kind} in ('logo', 'logo_dark', 'favicon')`),
    check("brand_images_media_type_check", sql`${t.mediaType} in ('image/png', 'image/jpeg', 'image/webp')`),
    check("brand_images_size_check", sql`octet_length(${t.content}) <= 524288`),
  ],
);
