import "server-only";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { readExports } from "@/lib/exports/read-exports";
import type { Export } from "@/lib/exports/schema";
import { toExport } from "@/lib/exports/to-export";

/** The viewer's own exports, newest first. */
export async function listExports(viewer: Viewer): Promise<Export[]> {
  authorize(viewer, "export.run");
  return (await readExports(viewer.userId)).map((row) => toExport(row, viewer.locale));
}
