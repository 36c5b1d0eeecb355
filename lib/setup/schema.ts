/** The first admin, as the form sends them. Client-safe. */
import { z } from "zod";
import { Email, Password, PersonName } from "@/lib/users/schema";

export const Setup = z.strictObject({
  /** From the server's console. */
  token: z.string().trim().min(1).max(200),
  name: PersonName,
  email: Email,
  password: Password,
  locale: z.enum(["en", "ko"]).nullable().default(null),
  /** Who will read the audit log; not the admin. */
  auditorEmail: Email,
});
export type Setup = z.input<typeof Setup>;
