import { AppError } from "@/lib/errors";

/** 409 on `slug`: another dashboard stands at this address. */
export const slugTaken = (slug: string, cause?: unknown): AppError =>
  new AppError("CONFLICT_001", {
    key: "slugTaken",
    values: { slug },
    fields: [{ path: "slug", key: "slugTaken", values: { slug } }],
    cause,
  });
