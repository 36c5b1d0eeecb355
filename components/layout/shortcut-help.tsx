"use client";

import { useTranslations } from "next-intl";
import { EDITOR_KEY_NAMES, EDITOR_KEYS } from "@/components/dashboard/editor/editor-keys";
import { KeyNames } from "@/components/layout/shortcut-keys";
import { SHORTCUT_GROUPS, SHORTCUT_NAMES, SHORTCUTS } from "@/components/layout/shortcuts";
import { useReturnFocus } from "@/components/layout/use-return-focus";
import { Dialog, DialogBody, DialogContent } from "@/components/ui/dialog";

/** What the keyboard can do, from the same list that it answers to. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const t = useTranslations("commands");
  const onCloseAutoFocus = useReturnFocus();
  return (
    <Dialog open onOpenChange={(open) => (open ? undefined : onClose())}>
      <DialogContent
        title={t("help.title")}
        description={t("help.about")}
        onCloseAutoFocus={onCloseAutoFocus}
      >
        <DialogBody className="flex flex-col gap-4">
          {SHORTCUT_GROUPS.map((group) => (
            <Group
              key={group}
              title={t(`help.groups.${group}`)}
              lines={SHORTCUT_NAMES.filter((name) => SHORTCUTS[name].group === group).map((name) => [
                t(`shortcuts.${name}`),
                SHORTCUTS[name].keys,
              ])}
            />
          ))}
          <Group
            title={t("help.groups.editor")}
            lines={EDITOR_KEY_NAMES.map((name) => [t(`editorKeys.${name}`), EDITOR_KEYS[name]])}
          />
        </DialogBody>
      </DialogContent>
    </Dialog>
  );
}

function Group({
  title,
  lines,
}: {
  title: string;
  lines: readonly (readonly [string, readonly string[]])[];
}) {
  return (
    <section>
      <h3 className="mb-1 text-11 text-ink-2">{title}</h3>
      <dl>
        {lines.map(([label, keys]) => (
          <div
            key={label}
            className="flex h-8 items-center justify-between border-line border-b text-13 last:border-b-0"
          >
            <dt>{label}</dt>
            <dd>
              <KeyNames keys={keys} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
