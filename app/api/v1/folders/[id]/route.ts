import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { deleteFolder } from "@/lib/folders/delete-folder";
import { FolderChange } from "@/lib/folders/schema";
import { updateFolder } from "@/lib/folders/update-folder";

const params = z.object({ id: z.uuid() });

export const PATCH = defineRoute(
  { needs: "folder.manage", params, body: FolderChange.omit({ id: true }) },
  ({ viewer, params: { id }, body }) => updateFolder(viewer, { id, ...body }),
);

export const DELETE = defineRoute({ needs: "folder.manage", params }, async ({ viewer, params: { id } }) => {
  await deleteFolder(viewer, { id });
});
