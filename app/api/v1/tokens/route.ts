import { created, defineRoute } from "@/lib/define-route";
import { createToken } from "@/lib/tokens/create-token";
import { listTokens } from "@/lib/tokens/list-tokens";
import { NewToken } from "@/lib/tokens/schema";

export const GET = defineRoute({ needs: "token.manageOwn" }, ({ viewer }) => listTokens(viewer));

export const POST = defineRoute({ needs: "token.manageOwn", body: NewToken }, async ({ viewer, body }) =>
  created(await createToken(viewer, body)),
);
