import { created, defineRoute } from "@/lib/define-route";
import { createUser } from "@/lib/users/create-user";
import { listUsers } from "@/lib/users/list-users";
import { NewUser } from "@/lib/users/schema";

export const GET = defineRoute({ needs: "user.manage" }, ({ viewer }) => listUsers(viewer));

export const POST = defineRoute({ needs: "user.manage", body: NewUser }, async ({ viewer, body }) =>
  created(await createUser(viewer, body)),
);
