import { type Env, parseEnv } from "@/lib/env";

/** True when the embedded database stands in for a DATABASE_URL. */
export const isEmbedded = (): boolean => !process.env.DATABASE_URL && !process.env.DATABASE_URL_FILE;

/**
 * The settings before the database runs: every one is checked, only the URLs and the secret that the embedded
 * database will bring are stand-ins. @throws Error of one line, as `parseEnv`.
 */
export function checkSettings(): Env {
  if (!isEmbedded()) return parseEnv(process.env);
  const { DATABASE_OWNER_URL, DATABASE_READER_URL } = process.env;
  if (DATABASE_OWNER_URL || DATABASE_READER_URL) {
    throw new Error(
      "DATABASE_URL is not set, but DATABASE_OWNER_URL or DATABASE_READER_URL is: set it too, or none",
    );
  }
  const secret = process.env.APP_SECRET || process.env.APP_SECRET_FILE ? {} : { APP_SECRET: "-".repeat(32) };
  return parseEnv({ ...process.env, DATABASE_URL: "postgres://embedded/lookflex", ...secret });
}
