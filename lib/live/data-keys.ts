"use client";

import { createContext, use } from "react";

/**
 * By dataset: another text whenever the page was drawn with other data of it. What a browser has asked for itself, the inside of
 * an open row say, is asked for again then.
 */
export type DataKeys = Readonly<Record<string, string>>;

export const DataKeysContext = createContext<DataKeys>({});

/** The present key of a dataset; empty outside of pages that follow their data. */
export const useDataKey = (dataset: string | undefined): string => use(DataKeysContext)[dataset ?? ""] ?? "";
