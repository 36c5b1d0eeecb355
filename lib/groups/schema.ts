/** What groups are made of, as forms and the API send it. Client-safe. */
import { z } from "zod";
import { displayName } from "@/lib/display-name";
import { Attributes } from "@/lib/users/schema";

const hasControls = (text: string) => /\p{Cc}/u.test(text);

/** As people see it; unique without case. One line. */
export const GroupName = displayName(100);

/** Of several lines, perhaps. */
const GroupDescription = z
  .string()
  .trim()
  .normalize("NFC")
  .max(1000)
  .refine((text) => !hasControls(text.replace(/[\n\t\r]/g, "")), { params: { key: "badText" } });

export const NewGroup = z.strictObject({
  name: GroupName,
  description: GroupDescription.default(""),
  /** For row rules: what every member gets beside their own. */
  attributes: Attributes.default({}),
});
export type NewGroup = z.input<typeof NewGroup>;

export const GroupChange = z.strictObject({
  id: z.uuid(),
  name: GroupName.optional(),
  description: GroupDescription.optional(),
  /** All of them: what is left out is removed. */
  attributes: Attributes.optional(),
});
export type GroupChange = z.input<typeof GroupChange>;

export const GroupDeletion = z.strictObject({ id: z.uuid() });
export type GroupDeletion = z.infer<typeof GroupDeletion>;

/** As many as one entry of the audit log lists. */
const Ids = z.array(z.uuid()).max(200).default([]);
const lists = { add: Ids, remove: Ids };

function eitherOr({ add, remove }: { add: string[]; remove: string[] }, ctx: z.RefinementCtx): void {
  const both = add.findIndex((id) => remove.includes(id));
  if (both >= 0) ctx.addIssue({ code: "custom", path: ["add", both], params: { key: "addedAndRemoved" } });
}

/** Who comes in and who goes out, as the API sends it beside the group's id. */
export const MemberLists = z.strictObject(lists).superRefine(eitherOr);

/** Members who come in again, and people who go out and are none, change nothing. */
export const MembersChange = z.strictObject({ id: z.uuid(), ...lists }).superRefine(eitherOr);
export type MembersChange = z.input<typeof MembersChange>;

/** The same from a person's side: `id` is theirs, the rest are groups. */
export const UserGroupsChange = MembersChange;
export type UserGroupsChange = MembersChange;
