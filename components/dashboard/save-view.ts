import { isSignedOut } from "@/components/layout/sign-in-again";
import { askApi } from "@/lib/http/ask-api";
import type { TableConfig } from "@/lib/table/table-config";
import type { DefaultViewInput, DefaultViews, View, ViewScope } from "@/lib/views/schema";

export interface SaveTarget {
  /** The view to replace; null makes one (or replaces the viewer's own unnamed state). */
  id: string | null;
  name: string | null;
  scope: ViewScope;
  /** What was read of it: refused when somebody changed it since. */
  version?: number;
}

type Failure = { signedOut: true } | { message: string };

/** Sends one document and reads the answer; `message` is in the reader's language, empty when none came. */
async function send<T>(method: "POST" | "PUT", url: string, json: object): Promise<{ data: T } | Failure> {
  const { data, error } = await askApi<T>(url, { method, json });
  if (!error) return { data: data as T };
  return isSignedOut(error.code) ? { signedOut: true } : { message: error.message };
}

/** The configurations a view holds now; null when they can't be had. */
export const readView = async (id: string): Promise<Record<string, TableConfig> | null> =>
  (await askApi<View>(`/api/v1/views/${id}`)).data?.widgets ?? null;

/** Takes a view away. @returns whether that worked */
export const removeView = async (id: string): Promise<boolean> =>
  (await askApi(`/api/v1/views/${id}`, { method: "DELETE" })).error === null;

/**
 * Saves a view over the API. Without `widgets` an existing one keeps what it holds.
 * @returns the view, or that the session ended, or what went wrong in the reader's language; `message` is empty when no answer came
 */
export async function saveView(
  slug: string,
  { id, name, scope, version }: SaveTarget,
  widgets?: Record<string, TableConfig>,
): Promise<{ view: View } | Failure> {
  const answer = await send<View>(
    id === null ? "POST" : "PUT",
    id === null ? `/api/v1/dashboards/${slug}/views` : `/api/v1/views/${id}`,
    {
      ...(name === null ? {} : { name }),
      ...(id === null || version === undefined ? {} : { version }),
      ...(widgets ? { widgets } : {}),
      scope,
    },
  );
  return "data" in answer ? { view: answer.data } : answer;
}

/** Chooses the view the dashboard opens with, for oneself or for everybody. */
export const chooseDefault = (slug: string, choice: DefaultViewInput) =>
  send<DefaultViews>("PUT", `/api/v1/dashboards/${slug}/default-view`, choice);
