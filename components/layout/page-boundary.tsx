"use client";

// `next/error` itself brings the error page of the other router along.
import { catchError } from "next/dist/client/components/catch-error";
import { BrokenPage } from "@/components/layout/broken-page";

/**
 * Around every page, in the root layout: what nobody foresaw is told instead of it. Because it is there, the error files of the
 * routes below bring no copy of what they draw.
 */
export const PageBoundary = catchError((_props: object, { error, retry }) => (
  <BrokenPage error={error} retry={retry} />
));
