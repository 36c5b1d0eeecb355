"use client";

import { createContext, type ReactNode, use, useMemo, useSyncExternalStore } from "react";
import {
  coderNow,
  formatTexts,
  type KnownTexts,
  noCoder,
  subscribeCoder,
} from "@/components/table/format-texts";
import type { KnownColumn } from "@/lib/table/known-columns";
import type { ReadFormats, WriteFormats } from "@/lib/table/search-params";
import type { TableConfig } from "@/lib/table/table-config";

export interface DashboardTable {
  id: string;
  title: string;
  columns: KnownColumn[];
  /** Default ← view. */
  saved: TableConfig;
}

interface Tables {
  slug: string;
  tables: readonly DashboardTable[];
  /** Whether the viewer may set formats at all. */
  mayFormat: boolean;
}

interface Texts {
  /** Null for who may not set formats. */
  readFormats: ReadFormats | null;
  writeFormats: WriteFormats;
}

const Context = createContext<Tables & Texts>({
  slug: "",
  tables: [],
  mayFormat: false,
  readFormats: null,
  writeFormats: JSON.stringify,
});

export interface DashboardTablesProps extends Tables {
  /** What the address says of formats, as the server read it. */
  formatTexts: KnownTexts;
  children: ReactNode;
}

/** The tables of one dashboard, for what one of them does to the others. */
export function DashboardTables({
  slug,
  tables,
  mayFormat,
  formatTexts: known,
  children,
}: DashboardTablesProps) {
  const coder = useSyncExternalStore(subscribeCoder, coderNow, noCoder);
  const texts = useMemo(() => {
    const { readFormats, writeFormats } = formatTexts(known, coder);
    return { readFormats: mayFormat ? readFormats : null, writeFormats };
  }, [known, coder, mayFormat]);
  const value = useMemo(() => ({ slug, tables, mayFormat, ...texts }), [slug, tables, mayFormat, texts]);
  return <Context value={value}>{children}</Context>;
}

export const useDashboardTables = (): Tables => use(Context);
export const useFormatTexts = (): Texts => use(Context);
export const useMayFormat = (): boolean => use(Context).mayFormat;
