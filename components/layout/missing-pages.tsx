import { useTranslations } from "next-intl";
import { StatusPage } from "@/components/layout/status-page";
import { Button } from "@/components/ui/button";

interface Place {
  /** Inside the shell the page is one part of the screen, outside it is all of it. */
  inShell?: boolean;
}

const heightOf = (inShell: boolean) => (inShell ? "min-h-[calc(100dvh-44px)]" : undefined);

function Home({ label }: { label: string }) {
  return (
    <Button asChild variant="primary">
      {/* Not a client link: the first script of every page would hold it once more for this. */}
      <a href="/">{label}</a>
    </Button>
  );
}

/** 404: also for what the reader may not know exists. */
export function NotFoundPage({ inShell = false }: Place) {
  const t = useTranslations("pages");
  return (
    <StatusPage
      code="404"
      title={t("notFound.title")}
      text={t("notFound.text")}
      actions={<Home label={t("toHome")} />}
      className={heightOf(inShell)}
    />
  );
}

/** 403: signed in, but not allowed. */
export function ForbiddenPage({ inShell = false }: Place) {
  const t = useTranslations("pages");
  return (
    <StatusPage
      code="403"
      title={t("forbidden.title")}
      text={t("forbidden.text")}
      actions={<Home label={t("toHome")} />}
      className={heightOf(inShell)}
    />
  );
}
