"use client";

import { type ReactNode, useState } from "react";
import { componentOnDemand } from "@/components/ui/on-demand";
import { useParts } from "@/components/ui/use-parts";

const DuplicateDialog = componentOnDemand(() =>
  import("@/components/dashboard/templates/duplicate-dialog").then((part) => part.DuplicateDialog),
);

interface Duplicated {
  slug: string;
  name: string;
}

/** Opens the dialog that duplicates a dashboard; draw `dialog` somewhere. */
export function useDuplicate(): { duplicate: (dashboard: Duplicated) => void; dialog: ReactNode } {
  const [of, duplicate] = useState<Duplicated | null>(null);
  const close = () => duplicate(null);
  useParts(of !== null, [DuplicateDialog.part], close);
  return { duplicate, dialog: of ? <DuplicateDialog {...of} onClose={close} /> : null };
}
