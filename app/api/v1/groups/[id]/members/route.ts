import { z } from "zod";
import { defineRoute } from "@/lib/define-route";
import { MemberLists } from "@/lib/groups/schema";
import { setMembers } from "@/lib/groups/set-members";

export const PATCH = defineRoute(
  { needs: "group.manage", params: z.object({ id: z.uuid() }), body: MemberLists },
  ({ viewer, params, body }) => setMembers(viewer, { ...body, id: params.id }),
);
