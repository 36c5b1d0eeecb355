import { created, defineRoute } from "@/lib/define-route";
import { createFolder } from "@/lib/folders/create-folder";
import { listFolders } from "@/lib/folders/list-folders";
import { NewFolder } from "@/lib/folders/schema";

export const GET = defineRoute({ needs: "dashboard.read" }, ({ viewer }) => listFolders(viewer));

export const POST = defineRoute({ needs: "folder.manage", body: NewFolder }, async ({ viewer, body }) =>
  created(await createFolder(viewer, body)),
);
