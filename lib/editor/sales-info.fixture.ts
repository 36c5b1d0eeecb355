/** Datasets as their readers see them, for tests of the editor's panels. */
import type { DatasetInfo } from "@/lib/datasets/dataset-info";

const krw = { style: "currency", currency: "KRW" } as const;

/** As `sampleSpec` asks it. */
export const SALES_INFO: DatasetInfo = {
  id: "sales",
  label: "Sales",
  defaultTime: "date",
  dimensions: [
    { name: "date", label: "Date", type: "date" },
    { name: "brand", label: "Brand", type: "string" },
    { name: "product", label: "Product", type: "string" },
    { name: "channel", label: "Channel", type: "string" },
    { name: "price", label: "Price", type: "number" },
  ],
  measures: [
    { name: "settlement_amount", label: "Settlement", additive: true, format: krw },
    { name: "margin", label: "Margin", additive: true, format: krw },
    { name: "roi", label: "ROI", additive: false, format: { style: "percent" } },
  ],
  hierarchies: [{ name: "goods", label: "Goods", levels: ["brand", "product"] }],
};

/** Some of its fields, and some of its own. */
export const ADS_INFO: DatasetInfo = {
  id: "ads",
  label: "Ads",
  dimensions: [
    { name: "date", label: "Date", type: "date" },
    { name: "brand", label: "Brand", type: "string" },
    { name: "medium", label: "Medium", type: "string" },
  ],
  measures: [
    { name: "clicks", label: "Clicks", additive: true },
    { name: "margin", label: "Margin", additive: true },
  ],
  hierarchies: [],
};
