import "server-only";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { groups } from "@/db/schema/groups";
import { authorize } from "@/lib/access/authorize";
import type { Viewer } from "@/lib/access/viewer";
import { recordChange } from "@/lib/audit/record-change";
import { auditedGroup } from "@/lib/groups/group";
import { lockGroup } from "@/lib/groups/lock-group";
import { GroupDeletion } from "@/lib/groups/schema";
import { parseInput } from "@/lib/parse-input";

/** Removes a group; its members lose what it gave them, and dashboards are no longer shared with it. Admins. @throws AppError NOT_FOUND */
export async function deleteGroup(viewer: Viewer, input: GroupDeletion): Promise<void> {
  authorize(viewer, "group.manage");
  const { id } = parseInput(GroupDeletion, input);
  await db.transaction(async (tx) => {
    const group = await lockGroup(tx, id);
    await tx.delete(groups).where(eq(groups.id, id));
    await recordChange(tx, viewer, {
      action: "group.delete",
      category: "ADMIN",
      severity: "WARNING",
      metadata: {
        id,
        name: group.name,
        members: group.memberCount,
        dashboards: group.dashboardCount,
        before: auditedGroup(group),
        after: null,
      },
    });
  });
}
