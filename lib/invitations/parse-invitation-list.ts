/** Many invitations as pasted text or CSV: pure, nothing is looked up. */
import type { Role } from "@/lib/access/roles";
import { Role as RoleSchema } from "@/lib/access/roles";
import { Email, PersonName } from "@/lib/users/schema";

/** Why a line can't be an invitation. `here`: somebody has the address already. */
export type LineProblem = "email" | "role" | "name" | "twice" | "here" | "tooMany";

export interface ListedLine {
  /** Counted from 1, as an editor does. */
  line: number;
  email: string;
  role: Role;
  name: string | null;
  problem: LineProblem | null;
}

/** More at once take longer than a request should. */
export const MOST_LINES = 200;

/** What people call the roles, in both languages. */
const ROLE_NAMES: Record<string, Role> = { 뷰어: "viewer", 편집자: "editor", 관리자: "admin" };
const HEADER = /^(e-?mail|이메일|메일)$/i;

/** One line's cells: comma, semicolon or tab between them, quotes around those that hold one. */
function cellsOf(line: string): string[] {
  const cells: string[] = [];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const letter = line.charAt(i);
    if (letter === '"' && quoted && line.charAt(i + 1) === '"') {
      cell += '"';
      i += 1;
    } else if (letter === '"' && (quoted || cell.trim() === "")) quoted = !quoted;
    else if (!quoted && /[,;\t]/.test(letter)) {
      cells.push(cell.trim());
      cell = "";
    } else cell += letter;
  }
  return [...cells, cell.trim()];
}

function roleOf(text: string, otherwise: Role): Role | null {
  if (text === "") return otherwise;
  const known = RoleSchema.safeParse(text.toLowerCase());
  return known.success ? known.data : (ROLE_NAMES[text] ?? null);
}

/** One cell each for a line of nothing but addresses, as mail programs give them. */
function entriesOf(line: string): string[][] {
  const cells = cellsOf(line);
  const filled = cells.filter(Boolean);
  return filled.length > 1 && filled.every((cell) => cell.includes("@"))
    ? filled.map((cell) => [cell])
    : [cells];
}

/**
 * Reads `email, role, name` a line, the last two of them optional, with or without a header line.
 * @param role for lines that name none
 * @returns an entry for every line that isn't empty, wrong ones with what is wrong
 */
export function parseInvitationList(text: string, role: Role): ListedLine[] {
  const lines: ListedLine[] = [];
  const seen = new Set<string>();
  const rows = text.replace(/^\uFEFF/, "").split(/\r\n|\r|\n/);
  for (const [index, row] of rows.entries()) {
    if (row.trim() === "") continue;
    for (const [email = "", roleText = "", nameText = ""] of entriesOf(row)) {
      if (lines.length === 0 && HEADER.test(email)) continue;
      lines.push(readLine(index + 1, { email, roleText, nameText, role }, seen));
      // Read no further than one line too many: a pasted book must not take seconds.
      if (lines.length > MOST_LINES) return lines.map(markExcess);
    }
  }
  return lines;
}

const markExcess = (line: ListedLine, index: number): ListedLine =>
  index < MOST_LINES ? line : { ...line, problem: "tooMany" };

interface Cells {
  email: string;
  roleText: string;
  nameText: string;
  role: Role;
}

function readLine(line: number, cells: Cells, seen: Set<string>): ListedLine {
  const email = Email.safeParse(cells.email);
  const role = roleOf(cells.roleText, cells.role);
  const name = cells.nameText === "" ? null : PersonName.safeParse(cells.nameText);
  const entry = {
    line,
    email: email.success ? email.data : cells.email.slice(0, 254),
    role: role ?? cells.role,
    name: name?.success ? name.data : null,
  };
  if (!email.success) return { ...entry, problem: "email" };
  if (!role) return { ...entry, problem: "role" };
  if (name && !name.success) return { ...entry, problem: "name" };
  const key = email.data.toLowerCase();
  if (seen.has(key)) return { ...entry, problem: "twice" };
  seen.add(key);
  return { ...entry, problem: null };
}
