import { Compass } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { PageBody, PageTitle } from "@/components/layout/page-title";
import { EmptyState } from "@/components/ui/empty-state";
import type { Viewer } from "@/lib/access/viewer";
import { requireRole, requireViewer } from "@/lib/auth/require-viewer";
import { getDataVersion } from "@/lib/datasets/data-version";
import type { DatasetInfo } from "@/lib/datasets/dataset-info";
import { listDatasets } from "@/lib/datasets/list-datasets";
import { formatAge, formatMoment } from "@/lib/format/format-date";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("explore"))("title") };
}

/** Every dataset there is to explore, with how old its data are. */
export default async function ExplorePage() {
  const viewer = await requireViewer();
  requireRole(viewer, "editor");
  const [datasets, t] = await Promise.all([listDatasets(viewer), getTranslations("explore")]);
  const versions = await Promise.all(datasets.map(({ id }) => getDataVersion(id)));
  const now = new Date();
  return (
    <PageBody>
      <PageTitle
        title={t("title")}
        summary={datasets.length > 0 ? t("datasets", { count: datasets.length }) : null}
      />
      {datasets.length > 0 ? (
        <ul className="grid gap-3 md:grid-cols-2 xl:grid-cols-3">
          {datasets.map((dataset, i) => (
            <DatasetCard
              key={dataset.id}
              dataset={dataset}
              dataAsOf={versions[i]?.dataAsOf ?? null}
              viewer={viewer}
              now={now}
            />
          ))}
        </ul>
      ) : (
        <div className="rounded-3 border border-line bg-surface">
          <EmptyState icon={Compass} title={t("noDatasets.title")} description={t("noDatasets.text")} />
        </div>
      )}
    </PageBody>
  );
}

interface DatasetCardProps {
  dataset: DatasetInfo;
  dataAsOf: string | null;
  viewer: Viewer;
  now: Date;
}

async function DatasetCard({ dataset, dataAsOf, viewer, now }: DatasetCardProps) {
  const t = await getTranslations("explore");
  const { id, label, description, dimensions, measures } = dataset;
  const { locale, timezone } = viewer;
  return (
    <li className="relative flex flex-col gap-1 rounded-3 border border-line bg-surface p-4 shadow-1 hover:border-line-2 hover:bg-hover">
      <h2 className="font-semibold text-15">
        {/* The whole card is the link's. */}
        <Link href={`/explore/${id}`} className="rounded-tag after:absolute after:inset-0">
          {label}
        </Link>
      </h2>
      {description ? <p className="text-12 text-ink-2">{description}</p> : null}
      <p className="mt-auto flex flex-wrap gap-x-3 pt-2 text-11 text-ink-3">
        <span>{t("fieldCounts", { dimensions: dimensions.length, measures: measures.length })}</span>
        {dataAsOf ? (
          <time dateTime={dataAsOf} title={formatMoment(dataAsOf, now, locale, timezone)}>
            {t("age", { age: formatAge(dataAsOf, now, locale) })}
          </time>
        ) : (
          <span>{t("ageUnknown")}</span>
        )}
      </p>
    </li>
  );
}
