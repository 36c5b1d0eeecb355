import type { PlanColumn, PlanDimension } from "@/lib/query/plan";

/** The type a dimension has once it is cut to its grain. */
export const shownType = ({ type, grain }: PlanDimension): PlanColumn["type"] =>
  grain && grain !== "hour" ? "date" : type;
