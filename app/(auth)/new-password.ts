import { z } from "zod";

const LEAST = 12;

/** Letters as the server counts them: composed, and one for an emoji. */
export const lettersIn = (password: string): number => [...password.normalize("NFKC")].length;

/** What a browser can say of a new password; its strength is the server's to judge. Messages are keys of `invite` and `reset`. */
export const TypedPassword = z
  .string()
  .max(256, "passwordTooLong")
  .refine((password) => lettersIn(password) >= LEAST, "passwordTooShort");
export type TypedPassword = z.infer<typeof TypedPassword>;
