import "server-only";
import type { ZxcvbnFactory } from "@zxcvbn-ts/core";

/** Why a password is refused: holds its owner's name or address, is widely used, follows a pattern, or is just weak. */
export type PasswordFault = "own" | "common" | "pattern" | "weak";

/** Of zxcvbn's 0 to 4: from here on guessing it takes more than 10^8 tries. */
const LEAST_SCORE = 3;
/** Longer ones are judged by their beginning: the estimate's cost grows faster than the length. */
const MOST_JUDGED = 72;

const COMMON = new Set(["topTen", "topHundred", "common", "similarToCommon", "wordByItself", "pwned"]);
const PATTERN = new Set([
  "straightRow",
  "keyPattern",
  "simpleRepeat",
  "extendedRepeat",
  "sequences",
  "recentYears",
  "dates",
]);

const store = globalThis as typeof globalThis & { lookflexZxcvbn?: Promise<ZxcvbnFactory> };

/** The dictionaries are megabytes: loaded at the first new password, on the server alone. */
async function loadJudge(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Factory }, common, english] = await Promise.all([
    import("@zxcvbn-ts/core"),
    import("@zxcvbn-ts/language-common"),
    import("@zxcvbn-ts/language-en"),
  ]);
  return new Factory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    maxLength: MOST_JUDGED,
  });
}

const plain = (text: string) => text.normalize("NFKC").toLowerCase();

/** Hangul says more a letter: two syllables are a given name, two Latin letters are in any word. */
const tells = (word: string) => [...word].length >= (/\p{Script=Hangul}|\p{Script=Han}/u.test(word) ? 2 : 4);

/** What others know of the owner: the product by both its names, the name and its parts, the address and its parts. */
function ownWords(name: string, email: string, workspace: string): string[] {
  const [local = ""] = plain(email).split("@");
  const names = plain(name).split(/[\s·.,_-]+/u);
  // Korean names are written together, family name first.
  const given = /^\p{Script=Hangul}{3,4}$/u.test(plain(name)) ? [plain(name).slice(1)] : [];
  const site = plain(workspace);
  const words = [
    ...[local, ...local.split(/[._+-]+/), plain(name), names.join(""), ...names, ...given],
    ...[site, site.replace(/[\s·.,_-]+/gu, "")],
  ];
  return ["lookflex", "룩플렉스", ...new Set(words.filter(tells))];
}

/**
 * What is wrong with a password, or null. Pure but for loading the dictionaries once.
 * @param workspace what the workspace calls itself
 */
export async function passwordFault(
  password: string,
  { name, email }: { name: string; email: string },
  workspace = "",
): Promise<PasswordFault | null> {
  const own = ownWords(name, email, workspace);
  const text = plain(password);
  if (own.some((word) => text.includes(word))) return "own";
  store.lookflexZxcvbn ??= loadJudge();
  const judged = [...text].slice(0, MOST_JUDGED).join("");
  const { score, feedback } = (await store.lookflexZxcvbn).check(judged, own);
  if (score >= LEAST_SCORE) return null;
  const warning = feedback.warning ?? "";
  if (COMMON.has(warning)) return "common";
  return PATTERN.has(warning) ? "pattern" : "weak";
}
