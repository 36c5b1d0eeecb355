"use client";

import { createContext, type ReactNode, use, useMemo } from "react";
import type { KnownColumn } from "@/lib/table/known-columns";
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

const Context = createContext<Tables>({ slug: "", tables: [], mayFormat: false });

/** The tables of one dashboard, for what one of them does to the others. */
export function DashboardTables({ slug, tables, mayFormat, children }: Tables & { children: ReactNode }) {
  const value = useMemo(() => ({ slug, tables, mayFormat }), [slug, tables, mayFormat]);
  return <Context value={value}>{children}</Context>;
}

export const useDashboardTables = (): Tables => use(Context);
export const useMayFormat = (): boolean => use(Context).mayFormat;
