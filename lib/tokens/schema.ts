/** API tokens as forms and the API send them. Client-safe. */
import { z } from "zod";
import { Scope } from "@/lib/access/roles";
import { displayName } from "@/lib/display-name";
import { isStorableTime } from "@/lib/parse-input";

export const NewToken = z.strictObject({
  name: displayName(100),
  scopes: z.array(Scope).min(1).max(20).default(["read", "query"]),
  /** When it stops to work; null: never. */
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine(isStorableTime)
    .refine((value) => Date.parse(value) > Date.now(), { params: { key: "expiryPast" } })
    .nullable()
    .default(null),
});
export type NewToken = z.input<typeof NewToken>;

/** The longest a rotated token's old secret works on: seven days. */
export const MOST_OVERLAP_HOURS = 168;

export const TokenRotation = z.strictObject({
  id: z.uuid(),
  /** Hours the old secret still works; 0 ends it at once. */
  overlapHours: z.number().int().min(0).max(MOST_OVERLAP_HOURS).default(24),
});
export type TokenRotation = z.input<typeof TokenRotation>;
