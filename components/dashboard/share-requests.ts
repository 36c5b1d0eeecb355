import { isSignedOut } from "@/components/layout/sign-in-again";
import type { DashboardShares, ListedShare, ShareTargets, Sharing } from "@/lib/dashboards/share/schema";
import { askApi, type Call } from "@/lib/http/ask-api";

/** `message` is in the reader's language; empty when no answer came. */
export type Answered<T> = { data: T } | { signedOut: true } | { message: string };

async function ask<T>(path: string, call?: Call): Promise<Answered<T>> {
  const { data, error } = await askApi<T>(path, call);
  if (!error) return { data: data as T };
  return isSignedOut(error.code) ? { signedOut: true } : { message: error.message };
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
  return ask(at(slug), { method: "PUT", json: body });
}

/** Whom a dashboard could be shared with, by what was typed. */
export const findTargets = (slug: string, search: string, signal: AbortSignal) =>
  ask<ShareTargets>(`${at(slug)}/targets?${new URLSearchParams({ search })}`, { signal });
