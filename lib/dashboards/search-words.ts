import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { dashboards } from "@/db/schema/dashboards";
import { users } from "@/db/schema/users";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { fieldsOf } from "@/lib/dashboards/fields-of";
import { readSpec } from "@/lib/dashboards/migrate-spec";
import { visibleTo } from "@/lib/dashboards/select-dashboards";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { pathOf } from "@/lib/folders/folder-paths";
import { readFolders } from "@/lib/folders/read-folders";
import type { LocalText } from "@/lib/format/format";

const both = (text: LocalText | undefined): string[] =>
  text === undefined ? [] : typeof text === "string" ? [text] : [text.en, text.ko];

/**
 * By slug, the words each dashboard the viewer may open is found by: name and description in either language, slug, owner, folder,
 * tags, and the fields its widgets show as the viewer knows them.
 */
export async function readSearchWords(viewer: Viewer): Promise<Map<string, string>> {
  authorize(viewer, "dashboard.read");
  const [rows, folders, datasets] = await Promise.all([
    db
      .select({
        slug: dashboards.slug,
        name: dashboards.name,
        config: dashboards.config,
        folderId: dashboards.folderId,
        tags: dashboards.tags,
        owner: users.name,
      })
      .from(dashboards)
      .leftJoin(users, eq(users.id, dashboards.ownerId))
      .where(visibleTo(viewer)),
    readFolders(),
    listDatasets(viewer),
  ]);
  const known = new Map(datasets.map((dataset) => [dataset.id, dataset]));
  return new Map(
    rows.map(({ slug, name, config, folderId, tags, owner }) => {
      const { spec } = readSpec(config, { slug, name });
      const words = [
        slug,
        name,
        ...both(spec.name),
        ...both(spec.description),
        owner ?? "",
        pathOf(folders, folderId) ?? "",
        ...tags,
        ...fieldsOf(spec, known),
      ];
      return [slug, words.filter(Boolean).join(" ")];
    }),
  );
}
