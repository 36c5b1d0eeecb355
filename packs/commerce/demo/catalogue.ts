/** Brands, products and SKUs of the demo, the same for the same seed. */
import { createRandom, cumulate, hashUnit, pick, pickIndex, type Random, shuffle } from "./random";
import { BRAND_WORDS, CATEGORY_WORDS, type Category, type CategoryWords } from "./vocabulary";

const PRODUCTS = 2000;
/** SKUs a product has at most; 1 to 11 make six on average. */
const MOST_SKUS = 11;

export interface Sku {
  sku: string;
  product: string;
  /** List price, whole KRW. */
  price: number;
  /** Whole KRW. */
  unitCost: number;
  /** Days after the start of the history at which it is first and last sold. */
  launched: number;
  retired: number;
  /** How much advertising it takes against its brand's average. */
  adAppetite: number;
}

export interface Brand {
  name: string;
  category: Category;
  words: CategoryWords;
  /** Share of all sales, by Zipf over the list of brands. */
  weight: number;
  /** Change of that share over the three years: 0.3 is 30 % more at the end. */
  trend: number;
  /** Cost of goods and advertising as a share of settlement. */
  costRate: number;
  adRate: number;
  skus: Sku[];
  /** Running sums of the SKUs' popularity. */
  popularity: Float64Array;
}

/** Cost and advertising of the largest brands, as shares of settlement. */
const LEADERS: readonly (readonly [number, number])[] = [
  [0.5, 0.36],
  [0.44, 0.4],
  [0.6, 0.36],
  [0.47, 0.33],
  [0.53, 0.28],
];

/** Most brands are well run; each ninth burns money, and three never advertise. */
function ratesOf(index: number, random: Random): readonly [number, number] {
  const [one, two] = [random(), random()];
  if (LEADERS[index]) return LEADERS[index];
  if (index % 9 === 7) return [0.59 + one * 0.06, 0.44 + two * 0.06];
  return [0.43 + one * 0.21, index % 19 === 18 ? 0 : 0.2 + two * 0.3];
}

/** Prices end in 900 KRW, as prices do. */
const roundPrice = (price: number) => Math.max(1, Math.round(price / 1000)) * 1000 - 100;

/** @param days length of the history, over which launches are spread */
export function buildCatalogue(seed: number, days: number): Brand[] {
  const random = createRandom(seed, 1);
  const names = new Map<string, string[]>();
  for (const [category, words] of Object.entries(CATEGORY_WORDS))
    for (const language of ["ko", "en"] as const) {
      const all = words.items[language].flatMap((item) =>
        words.grades[language].map((grade) => (language === "ko" ? `${item} ${grade}` : `${grade} ${item}`)),
      );
      names.set(`${category} ${language}`, shuffle(random, all));
    }

  // Large brands have more products, but not as many more as they sell more.
  const breadth = BRAND_WORDS.map((_, index) => Math.sqrt(1 / (index + 4)));
  const allBreadth = breadth.reduce((sum, one) => sum + one, 0);

  return BRAND_WORDS.map((brand, index) => {
    const words = CATEGORY_WORDS[brand.category];
    const [costRate, adRate] = ratesOf(index, random);
    const pool = names.get(`${brand.category} ${brand.language}`) ?? [];
    const count = Math.round((PRODUCTS * (breadth[index] ?? 0)) / allBreadth);
    const skus: Sku[] = [];
    const popularity: number[] = [];
    for (let product = 0; product < count; product += 1) {
      const base = pool.pop();
      if (base === undefined) throw new Error(`${brand.category} has too few names`);
      const sizes = words.sizes[brand.language];
      const name = sizes.length > 0 ? `${base} ${pick(random, sizes)}` : base;
      const [low, high] = words.price;
      const price = low + (high - low) * random() * random();
      const markup = 0.85 + 0.3 * random();
      const adAppetite = 0.5 + random();
      const launched = product > 1 && random() < 0.3 ? pickIndex(random, days) : 0;
      const retired = product > 1 && random() < 0.08 ? launched + 90 + pickIndex(random, days) : days;
      const variants = 1 + pickIndex(random, MOST_SKUS);
      for (let variant = 0; variant < variants; variant += 1) {
        const listPrice = roundPrice(price * (1 + 0.5 * (variant % 3)));
        skus.push({
          sku: `${brand.code}-${String(product + 1).padStart(3, "0")}-${String(variant + 1).padStart(2, "0")}`,
          product: name,
          price: listPrice,
          // Rates are shares of settlement, which is about 0.84 of the list price.
          unitCost: Math.round(listPrice * 0.84 * costRate * markup),
          launched,
          retired,
          adAppetite,
        });
        popularity.push(1 / ((product + 2) * (variant + 1)));
      }
    }
    return {
      name: brand.name,
      category: brand.category,
      words,
      weight: 1 / (index + 1.5),
      trend: -0.35 + 0.9 * hashUnit(seed, index, 7),
      costRate,
      adRate,
      skus,
      popularity: cumulate(popularity),
    };
  });
}
