/** A lookup that breaks its key: a product twice, one without an entry, one without a name. For tests only. */
import { Dataset } from "@/lib/datasets/schema";

export interface HostileProduct {
  product: string | null;
  category: string | null;
  rating: number | null;
  since: string | null;
}

export function hostileProducts(): HostileProduct[] {
  const entry = (
    product: string | null,
    category: string | null,
    rating: number | null,
    since: string | null = null,
  ) => ({ product, category, rating, since });
  return [
    entry("누룽지", null, 5, "2025-12-20"),
    entry("누룽지", "soft", 3, "2025-12-20"),
    entry("누룽지", "soft", 1, "2025-11-30"),
    entry("a\\b", "soft", 2, "2026-01-10"),
    entry("a\\b", "hard", 4, "2024-12-31"),
    entry("A_b", null, null),
    entry("A_b", null, -2, "2023-02-28"),
    entry("'; drop table x; --", "", 0, "2024-02-29"),
    entry("unsold", "soft", 7),
    entry(null, "never", 99),
  ];
}

/** Joined to the hostile rows by product. Its rows are ruled by category and its ratings masked, for editors alone. */
export const HOSTILE_PRODUCTS: Dataset = Dataset.parse({
  id: "hostile_products",
  label: { en: "Products", ko: "상품" },
  source: "commerce",
  table: { schema: "commerce", name: "hostile_products" },
  key: ["product"],
  dimensions: [
    { name: "product", label: "Product", type: "string" },
    { name: "category", label: { en: "Category", ko: "분류" }, type: "string" },
    { name: "rating", label: "Rating", type: "number" },
    { name: "since", label: "Since", type: "date" },
  ],
  measures: [{ name: "products", label: "Products", aggregate: "count" }],
  rows: [{ dimension: "category", attribute: "category", except: ["admin", "viewer"] }],
  columns: [
    { columns: ["rating"], effect: "masked", except: ["admin", "viewer"], exceptAttribute: "rating" },
  ],
});
