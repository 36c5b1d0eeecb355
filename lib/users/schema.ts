/** What people are made of, as forms and the API send it. Client-safe. */
import { z } from "zod";
import { Duty, Role } from "@/lib/access/roles";
import { displayName } from "@/lib/display-name";
import { isZone } from "@/lib/query/relative-date";

/** Kept as typed (trimmed, composed); unique without case. */
export const Email = z
  .string()
  .trim()
  .normalize("NFC")
  .max(254)
  .refine((value) => /^[^\s@]+@[^\s@]+$/.test(value) && !/\p{Cc}|\p{Cf}/u.test(value), {
    params: { key: "badFormat", values: { format: "email" } },
  });

/** As others see the person. */
export const PersonName = displayName(200);

/** A new password. Length beats classes of characters. */
export const Password = z
  .string()
  .max(256)
  .refine((value) => [...value.normalize("NFKC")].length >= 12, {
    params: { key: "passwordTooShort", values: { minimum: 12 } },
  });

/** An IANA name such as Asia/Seoul. */
export const TimeZone = z.string().max(64).refine(isZone);

export const NewUser = z.strictObject({
  email: Email,
  name: PersonName,
  role: Role.default("viewer"),
  password: Password,
  locale: z.enum(["en", "ko"]).nullable().default(null),
  timezone: TimeZone.nullable().default(null),
});
export type NewUser = z.input<typeof NewUser>;

/** For row rules: `{ brand: ["닥터트루"] }`. Names as a rule writes them; values without repeats. */
export const Attributes = z
  .record(
    z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/),
    z
      .array(
        z
          .string()
          .trim()
          .normalize("NFC")
          .min(1)
          .max(200)
          .refine((value) => !/\p{Cc}/u.test(value), { params: { key: "badText" } }),
      )
      .max(500)
      .transform((values) => [...new Set(values)]),
  )
  .refine((attributes) => Object.keys(attributes).length <= 50);

export const UserChange = z.strictObject({
  id: z.uuid(),
  name: PersonName.optional(),
  role: Role.optional(),
  duties: z.array(Duty).max(10).optional(),
  suspended: z.boolean().optional(),
  /** All of them: what is left out is removed. */
  attributes: Attributes.optional(),
});
export type UserChange = z.input<typeof UserChange>;

export const UserDeletion = z.strictObject({
  id: z.uuid(),
  /** An editor or admin who takes over the dashboards and shared views; without one dashboards stay without an owner. */
  handOverTo: z.uuid().optional(),
});
export type UserDeletion = z.input<typeof UserDeletion>;
