import { created, defineRoute } from "@/lib/define-route";
import { createGroup } from "@/lib/groups/create-group";
import { listGroups } from "@/lib/groups/list-groups";
import { NewGroup } from "@/lib/groups/schema";

export const GET = defineRoute({ needs: "group.manage" }, ({ viewer }) => listGroups(viewer));

export const POST = defineRoute({ needs: "group.manage", body: NewGroup }, async ({ viewer, body }) =>
  created(await createGroup(viewer, body)),
);
