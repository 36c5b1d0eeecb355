"use client";

import dynamic from "next/dynamic";

/** Loaded by who may share: a viewer's page holds none of it. */
export const ShareButton = dynamic(() =>
  import("@/components/dashboard/share-button").then((part) => part.ShareButton),
);
