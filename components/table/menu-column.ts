import type { TableColumn } from "@/lib/table/columns";
import { comparisonColumn } from "@/lib/table/comparison-column";
import { fullName } from "@/lib/table/header-groups";
import type { KnownColumn } from "@/lib/table/known-columns";
import { plainName } from "@/lib/table/pivot-column";

/** The column a head's menu is about, under the head's own name where it is a comparison or stands under values across. */
export function menuColumn(headed: TableColumn, columns: readonly KnownColumn[]): KnownColumn | undefined {
  const { name } = headed;
  const plain = plainName(name);
  const compared = comparisonColumn(plain)?.measure;
  const known = columns.find((other) => other.name === (compared ?? plain));
  if (!known || (plain === name && compared === undefined)) return known;
  return { ...known, name, label: fullName(headed), aliased: true };
}
