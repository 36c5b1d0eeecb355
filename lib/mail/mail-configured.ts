import "server-only";
import { env } from "@/lib/env";

/** Whether this installation can send mail. Without it links are shown to copy, and forgotten passwords are an admin's matter. */
export const mailConfigured = (): boolean => env().smtpUrl !== undefined && env().mailFrom !== undefined;
