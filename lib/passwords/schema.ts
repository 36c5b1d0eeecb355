/** Forgotten passwords as forms send them. Client-safe. */
import { z } from "zod";
import { Email, Password } from "@/lib/users/schema";

export const ResetRequest = z.strictObject({ email: Email });
export type ResetRequest = z.input<typeof ResetRequest>;

export const NewPassword = z.strictObject({ token: z.string().min(1).max(200), password: Password });
export type NewPassword = z.input<typeof NewPassword>;

/** What a link to a new password is worth. */
export type ResetState = "valid" | "used" | "expired" | "unknown";
