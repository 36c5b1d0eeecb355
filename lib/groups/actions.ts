"use server";
import { defineAction } from "@/lib/define-action";
import { createGroup } from "@/lib/groups/create-group";
import { deleteGroup } from "@/lib/groups/delete-group";
import { GroupChange, GroupDeletion, MembersChange, NewGroup, UserGroupsChange } from "@/lib/groups/schema";
import { setMembers } from "@/lib/groups/set-members";
import { setUserGroups } from "@/lib/groups/set-user-groups";
import { updateGroup } from "@/lib/groups/update-group";

export const createGroupAction = defineAction(NewGroup, createGroup);

export const updateGroupAction = defineAction(GroupChange, updateGroup);

export const deleteGroupAction = defineAction(GroupDeletion, deleteGroup);

/** Takes people into a group and out of it. */
export const setMembersAction = defineAction(MembersChange, async (viewer, input) => {
  await setMembers(viewer, input);
});

/** Takes a person into groups and out of others. */
export const setUserGroupsAction = defineAction(UserGroupsChange, setUserGroups);
