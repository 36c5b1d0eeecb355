import { listBin } from "@/lib/dashboards/bin/list-bin";
import { defineRoute } from "@/lib/define-route";

export const GET = defineRoute({ needs: "bin.read" }, ({ viewer }) => listBin(viewer));
