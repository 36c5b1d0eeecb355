"use client";

import { useTranslations } from "next-intl";
import { AttributesForm, type AttributesFormProps } from "@/components/admin/attributes-form";
import { useGroupAction } from "@/components/admin/use-group-action";
import { updateGroupAction } from "@/lib/groups/actions";

/** What every member of a group gets. */
export function GroupAttributes({
  id,
  attributes,
}: { id: string } & Pick<AttributesFormProps, "attributes">) {
  const t = useTranslations("groups");
  const [busy, run] = useGroupAction();
  return (
    <AttributesForm
      attributes={attributes}
      busy={busy}
      onSave={(next) => void run(() => updateGroupAction({ id, attributes: next }), { title: t("saved") })}
    />
  );
}
