import "server-only";
import { authorize } from "@/lib/access/authorize";
import { can } from "@/lib/access/can";
import type { Viewer } from "@/lib/access/viewer";
import { listDashboards } from "@/lib/dashboards/list-dashboards";
import { listRecentDashboards } from "@/lib/dashboards/list-recent-dashboards";
import { readSearchWords } from "@/lib/dashboards/search-words";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { listUsers } from "@/lib/users/list-users";

/** Where the command menu can go besides pages: only what the viewer may see. */
export interface CommandTargets {
  /** Those opened lately first, latest first; then the others by name. */
  dashboards: {
    slug: string;
    name: string;
    ownerName: string | null;
    recent: boolean;
    words: string;
    canEdit: boolean;
  }[];
  /** Those to explore, for who may; none for others. */
  datasets: { id: string; label: string }[];
  /** Everybody, for admins; nobody for others. */
  users: { id: string; name: string; email: string }[];
}

/** What the command menu searches, asked for when it opens. */
export async function listCommandTargets(viewer: Viewer): Promise<CommandTargets> {
  authorize(viewer, "dashboard.read");
  const [dashboards, recent, words, datasets, users] = await Promise.all([
    listDashboards(viewer),
    listRecentDashboards(viewer),
    readSearchWords(viewer),
    can(viewer, "dataset.explore") ? listDatasets(viewer) : [],
    can(viewer, "user.manage") ? listUsers(viewer) : [],
  ]);
  const order = new Map(recent.map(({ slug }, index) => [slug, index]));
  const place = (slug: string) => order.get(slug) ?? order.size;
  return {
    dashboards: dashboards
      .map(({ slug, name, ownerName, canEdit }) => ({
        slug,
        name,
        ownerName,
        canEdit,
        recent: order.has(slug),
        words: words.get(slug) ?? "",
      }))
      .sort((a, b) => place(a.slug) - place(b.slug)),
    datasets: datasets.map(({ id, label }) => ({ id, label })),
    users: users.map(({ id, name, email }) => ({ id, name, email })),
  };
}
