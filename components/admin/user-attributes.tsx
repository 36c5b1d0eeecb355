"use client";

import { AttributesForm, type AttributesFormProps } from "@/components/admin/attributes-form";
import { useSaveUser } from "@/components/admin/use-save-user";

/** A person's own attributes. */
export function UserAttributes({ id, attributes }: { id: string } & Pick<AttributesFormProps, "attributes">) {
  const [busy, save] = useSaveUser();
  return (
    <AttributesForm
      attributes={attributes}
      busy={busy}
      onSave={(next) => void save({ id, attributes: next })}
    />
  );
}
