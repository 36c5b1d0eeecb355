import { useTranslations } from "next-intl";
import type { AttributeSource } from "@/components/admin/attribute-sources";
import { Table, TableCell, TableHead, TableHeaderCell, TableRow } from "@/components/ui/table";

/** What row rules compare with for a person, and who gives them each value. */
export function AttributesInForce({ sources }: { sources: readonly AttributeSource[] }) {
  const t = useTranslations("users");
  if (sources.length === 0) return <p className="text-13 text-ink-2">{t("inForceNone")}</p>;
  return (
    <div className="max-w-2xl">
      <Table label={t("inForceList")}>
        <TableHead>
          <TableRow>
            <TableHeaderCell>{t("attributeName")}</TableHeaderCell>
            <TableHeaderCell>{t("attributeValue")}</TableHeaderCell>
            <TableHeaderCell>{t("attributeFrom")}</TableHeaderCell>
          </TableRow>
        </TableHead>
        <tbody>
          {sources.map(({ name, value, own, groups }) => (
            <TableRow key={`${name} ${value}`}>
              <TableCell className="font-mono">{name}</TableCell>
              <TableCell>{value ?? <span className="text-ink-2">{t("attributeEmpty")}</span>}</TableCell>
              <TableCell className="text-ink-2">
                {[...(own ? [t("attributeOwn")] : []), ...groups].join(" · ")}
              </TableCell>
            </TableRow>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
