import { useTranslations } from "next-intl";
import { StatusPage } from "@/components/layout/status-page";
import { Button } from "@/components/ui/button";

export default function Unauthorized() {
  const t = useTranslations("pages");
  return (
    <StatusPage
      code="401"
      title={t("unauthorized.title")}
      text={t("unauthorized.text")}
      actions={
        <Button asChild variant="primary">
          <a href="/login">{t("toLogin")}</a>
        </Button>
      }
    />
  );
}
