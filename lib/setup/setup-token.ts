import "server-only";
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/lib/env";

/**
 * What whoever makes the first admin must know: printed where only the server's owner reads. Made from `APP_SECRET`, so that
 * several processes agree on it and none keeps it; worth nothing once somebody is here.
 */
export const setupToken = (): string =>
  createHmac("sha256", env().appSecret).update("lookflex setup token").digest("base64url").slice(0, 32);

/** In the same time however much of it is right. */
export function isSetupToken(text: string): boolean {
  const [given, right] = [text, setupToken()].map((value) =>
    createHmac("sha256", env().appSecret).update(value).digest(),
  );
  return given !== undefined && right !== undefined && timingSafeEqual(given, right);
}
