import { isSignedOut } from "@/components/layout/sign-in-again";
import type { BrandImageKind } from "@/lib/settings/schema";

type Answer = { status: true } | { status: false; error: { code: string; message: string } };

/**
 * Sets or (with null) removes a picture over the API, which takes it as it is.
 * @returns how it ended; an empty message when no answer came
 */
export async function sendBrandImage(
  kind: BrandImageKind,
  picture: File | null,
): Promise<"done" | "signedOut" | { message: string }> {
  try {
    const response = await fetch(`/api/v1/settings/images/${kind}`, {
      method: picture ? "PUT" : "DELETE",
      ...(picture ? { body: picture } : {}),
    });
    const answer = (await response.json()) as Answer;
    if (answer.status) return "done";
    return isSignedOut(answer.error.code) ? "signedOut" : { message: answer.error.message };
  } catch {
    return { message: "" };
  }
}
