import { askApi, sending } from "@/components/dashboard/ask-api";
import type { DeletedDashboard } from "@/lib/dashboards/delete-dashboard";

/** Puts a dashboard into the bin. */
export const binDashboard = (slug: string) =>
  askApi<DeletedDashboard>(`/api/v1/dashboards/${slug}`, { method: "DELETE" });

/** Takes a dashboard out of the bin. @param slug another address, where its own is taken */
export const unbinDashboard = (id: string, slug?: string) =>
  askApi<{ slug: string }>(`/api/v1/bin/${id}/restore`, sending("POST", slug === undefined ? {} : { slug }));

/** Takes a dashboard in the bin away for good. */
export const purgeDashboard = (id: string) => askApi<null>(`/api/v1/bin/${id}`, { method: "DELETE" });
