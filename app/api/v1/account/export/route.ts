import { exportAccount } from "@/lib/account/export-account";
import { defineRoute } from "@/lib/define-route";

/** A file rather than an envelope: it is for people to keep. */
export const GET = defineRoute({ needs: "account.export" }, async ({ viewer }) => {
  const data = await exportAccount(viewer);
  const day = data.exportedAt.toISOString().slice(0, 10);
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Content-Disposition": `attachment; filename="lookflex-my-data-${day}.json"`,
    },
  });
});
