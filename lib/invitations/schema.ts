/** Invitations as forms and the API send them. Client-safe. */
import { z } from "zod";
import { Role } from "@/lib/access/roles";
import { Email, Password, PersonName } from "@/lib/users/schema";

export const NewInvitation = z.strictObject({
  email: Email,
  role: Role.default("viewer"),
  /** Offered to the person, who may choose another. */
  name: PersonName.nullable().default(null),
  /** The mail's language; null is the workspace's. */
  locale: z.enum(["en", "ko"]).nullable().default(null),
});
export type NewInvitation = z.input<typeof NewInvitation>;

/** Many at once: `email, role, name` a line. */
export const InvitationList = z.strictObject({
  text: z.string().trim().min(1).max(100_000),
  /** For lines that name none. */
  role: Role.default("viewer"),
  locale: z.enum(["en", "ko"]).nullable().default(null),
  /** Only says what would happen. */
  dryRun: z.boolean(),
});
export type InvitationList = z.input<typeof InvitationList>;

export const Acceptance = z.strictObject({
  token: z.string().min(1).max(200),
  name: PersonName,
  password: Password,
  locale: z.enum(["en", "ko"]).nullable().default(null),
});
export type Acceptance = z.input<typeof Acceptance>;

/** What a link is worth. */
export type InvitationState = "valid" | "used" | "expired" | "revoked" | "unknown";
