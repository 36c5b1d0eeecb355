/** 가 to 힣 are laid out by first consonant, 588 syllables each. */
const FIRST_SYLLABLE = 0xac00;
const LAST_SYLLABLE = 0xd7a3;
const PER_CONSONANT = 588;
const CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

const fold = (text: string): string => text.normalize("NFC").toLocaleLowerCase("en");

const consonantsOf = (text: string): string =>
  [...text]
    .map((letter) => {
      const code = letter.codePointAt(0) ?? 0;
      if (code < FIRST_SYLLABLE || code > LAST_SYLLABLE) return letter;
      return CONSONANTS[Math.floor((code - FIRST_SYLLABLE) / PER_CONSONANT)] ?? letter;
    })
    .join("");

/**
 * Whether each word of a search stands in a text: any case, either Unicode form, and Korean by first consonants too
 * (ㅂㄹㄷ finds 브랜드), so that a list already narrows while a syllable is being composed.
 */
export function matchesSearch(text: string, search: string): boolean {
  const whole = fold(text);
  const consonants = consonantsOf(whole);
  return fold(search)
    .split(/\s+/)
    .filter(Boolean)
    .every((word) =>
      /^[ㄱ-ㅎ]+$/.test(word) ? consonants.includes(word) || whole.includes(word) : whole.includes(word),
    );
}
