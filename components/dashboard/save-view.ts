import { isSignedOut } from "@/components/layout/sign-in-again";
import type { TableConfig } from "@/lib/table/table-config";
import type { View, ViewScope } from "@/lib/views/schema";

export interface SaveTarget {
  /** The view to replace; null makes one (or replaces the viewer's own unnamed state). */
  id: string | null;
  name: string | null;
  scope: ViewScope;
}

type Answer = { status: true; data: View } | { status: false; error: { code: string; message: string } };

/** The configurations a view holds now; null when they can't be had. */
export async function readView(id: string): Promise<Record<string, TableConfig> | null> {
  try {
    const answer = (await (await fetch(`/api/v1/views/${id}`)).json()) as Answer;
    return answer.status ? answer.data.widgets : null;
  } catch {
    return null;
  }
}

/** Takes a view away. @returns whether that worked */
export const removeView = (id: string): Promise<boolean> =>
  fetch(`/api/v1/views/${id}`, { method: "DELETE" }).then(
    (response) => response.ok,
    () => false,
  );

/**
 * Saves a view over the API.
 * @returns the view, or that the session ended, or what went wrong in the reader's language; `message` is empty when no answer came
 */
export async function saveView(
  slug: string,
  target: SaveTarget,
  widgets: Record<string, TableConfig>,
): Promise<{ view: View } | { signedOut: true } | { message: string }> {
  const url = target.id === null ? `/api/v1/dashboards/${slug}/views` : `/api/v1/views/${target.id}`;
  const { name, scope } = target;
  try {
    const response = await fetch(url, {
      method: target.id === null ? "POST" : "PUT",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...(name === null ? {} : { name }), scope, widgets }),
    });
    const answer = (await response.json()) as Answer;
    if (answer.status) return { view: answer.data };
    return isSignedOut(answer.error.code) ? { signedOut: true } : { message: answer.error.message };
  } catch {
    return { message: "" };
  }
}
