import { isSignedOut } from "@/components/layout/sign-in-again";
import type { DashboardShares, ListedShare, ShareTargets, Sharing } from "@/lib/dashboards/share/schema";

/** `message` is in the reader's language; empty when no answer came. */
export type Answered<T> = { data: T } | { signedOut: true } | { message: string };

async function ask<T>(path: string, init?: RequestInit): Promise<Answered<T>> {
  try {
    const response = await fetch(path, init);
    const answer: { status: true; data: T } | { status: false; error: { code: string; message: string } } =
      await response.json();
    if (answer.status) return { data: answer.data };
    return isSignedOut(answer.error.code) ? { signedOut: true } : { message: answer.error.message };
  } catch {
    return { message: "" };
  }
}

const at = (slug: string) => `/api/v1/dashboards/${slug}/shares`;

/** Who may open a dashboard now. */
export const readSharing = (slug: string) => ask<Sharing>(at(slug));

/** Lets these open a dashboard and nobody else. */
export function saveSharing(
  slug: string,
  { isPublic, shares }: { isPublic: boolean; shares: readonly ListedShare[] },
): Promise<Answered<Sharing>> {
  const body: DashboardShares = {
    isPublic,
    shares: shares.map(({ canEdit, ...who }) =>
      "role" in who
        ? { role: who.role, canEdit }
        : "group" in who
          ? { group: who.group, canEdit }
          : { user: who.user, canEdit },
    ),
  };
  return ask(at(slug), {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
}

/** Whom a dashboard could be shared with, by what was typed. */
export const findTargets = (slug: string, search: string, signal: AbortSignal) =>
  ask<ShareTargets>(`${at(slug)}/targets?${new URLSearchParams({ search })}`, { signal });
