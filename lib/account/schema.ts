/** What people may say about themselves. Client-safe. */
import { z } from "zod";
import { THEMES } from "@/lib/account/theme";
import { Password, PersonName, TimeZone } from "@/lib/users/schema";

export const NUMBER_STYLES = ["korean", "digits"] as const;
export const NumberStyle = z.enum(NUMBER_STYLES);
export type NumberStyle = z.infer<typeof NumberStyle>;

/** What is missing stays as it is; null goes back to the workspace's default. */
export const AccountChange = z.strictObject({
  name: PersonName.optional(),
  locale: z.enum(["en", "ko"]).nullable().optional(),
  timezone: TimeZone.nullable().optional(),
  theme: z.enum(THEMES).nullable().optional(),
  numberStyle: NumberStyle.nullable().optional(),
  weekStart: z
    .union([z.literal(0), z.literal(1)])
    .nullable()
    .optional(),
});
export type AccountChange = z.input<typeof AccountChange>;

export const PasswordChange = z.strictObject({
  current: z.string().min(1).max(1024),
  next: Password,
});
export type PasswordChange = z.input<typeof PasswordChange>;
