"use client";

import dynamic from "next/dynamic";

// Loaded by pages that have sections: the others hold none of it.
export const SectionCanvas = dynamic(() =>
  import("@/components/dashboard/sections").then((part) => part.SectionCanvas),
);
export const SectionBox = dynamic(() =>
  import("@/components/dashboard/sections").then((part) => part.SectionBox),
);
export const SectionHeading = dynamic(() =>
  import("@/components/dashboard/sections").then((part) => part.SectionHeading),
);
