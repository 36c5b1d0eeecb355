import { isSignedOut } from "@/components/layout/sign-in-again";
import { askApi } from "@/lib/http/ask-api";
import type { BrandImageKind } from "@/lib/settings/schema";

/**
 * Sets or (with null) removes a picture over the API, which takes it as it is.
 * @returns how it ended; an empty message when no answer came
 */
export async function sendBrandImage(
  kind: BrandImageKind,
  picture: File | null,
): Promise<"done" | "signedOut" | { message: string }> {
  const { error } = await askApi(`/api/v1/settings/images/${kind}`, {
    method: picture ? "PUT" : "DELETE",
    ...(picture ? { body: picture } : {}),
  });
  if (!error) return "done";
  return isSignedOut(error.code) ? "signedOut" : { message: error.message };
}
