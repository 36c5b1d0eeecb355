import { defineRoute } from "@/lib/define-route";
import { WindowQuestion } from "@/lib/query/row-window";
import { readRecordedWindow } from "@/lib/query/run-recorded-query";

export const POST = defineRoute({ needs: "query.run", body: WindowQuestion }, ({ viewer, body, signal }) =>
  readRecordedWindow(viewer, body, { signal }),
);
