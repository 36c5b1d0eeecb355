import { SPARK_HEIGHT, SPARK_WIDTH, type Spark } from "@/lib/chart/sparkline";

/** The period's course beside its number, the previous one dotted. Decoration: the chart below says it in numbers. */
export function KpiSparkline({ spark, className }: { spark: Spark; className: string }) {
  return (
    <svg
      aria-hidden="true"
      className={`absolute top-3 right-4 overflow-visible ${className}`}
      width={SPARK_WIDTH}
      height={SPARK_HEIGHT}
      viewBox={`0 0 ${SPARK_WIDTH} ${SPARK_HEIGHT}`}
      fill="none"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {spark.previous ? (
        <path d={spark.previous} stroke="var(--line-ctl)" strokeWidth="1.25" strokeDasharray="0.1 2.6" />
      ) : null}
      <path d={spark.current} stroke="var(--accent)" strokeWidth="1.5" />
      {spark.end ? <circle cx={spark.end.x} cy={spark.end.y} r="2.25" fill="var(--accent)" /> : null}
    </svg>
  );
}
