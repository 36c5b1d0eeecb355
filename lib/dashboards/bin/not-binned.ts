import "server-only";
import { isNotNull, isNull, type SQL } from "drizzle-orm";
import { dashboards } from "@/db/schema/dashboards";

/** For the WHERE of whatever reads or changes dashboards: one in the bin is not there. */
export const notBinned: SQL = isNull(dashboards.deletedAt);

/** For the bin's own verbs: those that lie in it. */
export const binned: SQL = isNotNull(dashboards.deletedAt);
