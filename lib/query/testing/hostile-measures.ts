/** One measure of each kind over the hostile rows. The oracle has every one of them once more, by hand. */
import type { z } from "zod";
import type { Measure } from "@/lib/datasets/measure-schema";

export const HOSTILE_MEASURES: z.input<typeof Measure>[] = [
  { name: "qty", label: "Quantity", aggregate: "sum", column: "qty" },
  {
    name: "amount",
    label: { en: "Amount", ko: "금액" },
    aggregate: "sum",
    column: "amount",
    format: { style: "currency", currency: "KRW" },
    good: "up",
  },
  { name: "huge", label: "Huge", aggregate: "sum", column: "huge" },
  { name: "orders", label: "Orders", aggregate: "count" },
  { name: "counted", label: "Counted", aggregate: "count", column: "qty" },
  {
    name: "rate",
    label: "Rate",
    aggregate: "ratio",
    numerator: "amount",
    denominator: "qty",
    scale: 100,
    format: { style: "percent" },
  },
  { name: "share", label: "Share", aggregate: "ratio", numerator: "counted", denominator: "orders" },
  { name: "nested", label: "Nested", aggregate: "ratio", numerator: "rate", denominator: "huge" },
  { name: "secret_sum", label: "Secret sum", aggregate: "sum", column: "qty", hidden: true },
  { name: "kinds", label: "Kinds", aggregate: "count_distinct", column: "product" },
  { name: "least", label: "Least", aggregate: "min", column: "size" },
  { name: "most", label: "Most", aggregate: "max", column: "amount" },
  { name: "mean", label: "Mean", aggregate: "avg", column: "amount" },
  { name: "middle", label: "Middle", aggregate: "median", column: "amount" },
  { name: "p90", label: "P90", aggregate: "percentile", column: "size", percentile: 90 },
  {
    name: "naver",
    label: "Naver",
    aggregate: "sum",
    column: "amount",
    filters: [
      { name: "channel", op: "in", values: ["naver"] },
      { name: "size", op: "gte", values: [0] },
    ],
  },
  {
    name: "naver_orders",
    label: "Naver orders",
    aggregate: "count",
    filters: [
      { name: "channel", op: "eq", values: ["naver"] },
      { name: "product", op: "ne", values: ["누룽지"] },
    ],
  },
  {
    name: "soft",
    label: "Soft orders",
    aggregate: "count",
    filters: [{ name: "category", op: "eq", values: ["soft"] }],
  },
  { name: "net", label: "Net", aggregate: "expr", expr: "amount - qty * 2" },
  { name: "yield", label: "Yield", aggregate: "expr", expr: "amount / nullif(orders - counted, 0)" },
  { name: "banded", label: "Banded", aggregate: "expr", expr: "case(amount > 0, amount, qty >= 0, 0)" },
  { name: "filled", label: "Filled", aggregate: "expr", expr: "coalesce(qty, 0) + orders" },
  { name: "tern", label: "Tern", aggregate: "expr", expr: "!(qty > 1 && orders < 3) ? -huge : mean" },
];
