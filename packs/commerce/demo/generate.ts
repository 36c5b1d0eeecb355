/**
 * The demo's sales: invented, and the same for the same rows, end and seed. Pure, in date order, a line at a time,
 * so that memory does not grow with the number of rows.
 */
import {
  type Day,
  type DayProfile,
  type Occasion,
  profileDay,
  startOfHistory,
  toDayNumber,
} from "./calendar";
import { type Brand, buildCatalogue, type Sku } from "./catalogue";
import { createRandom, cumulate, drawIndex, hashUnit, pick, type Random } from "./random";
import { CHANNEL_CAMPAIGNS, CHANNELS, LAUNCH_CAMPAIGN } from "./vocabulary";

/** One line of `commerce.sales`: what a SKU sold on a day in a channel through a campaign. Money in whole KRW. */
export interface SalesRow {
  /** `YYYY-MM-DD`. */
  date: Day;
  brand: string;
  product: string;
  sku: string;
  channel: string;
  /** Null where nothing was advertised. */
  campaign: string | null;
  /** ISO 3166. */
  country: string;
  orders: number;
  /** Negative in returns, as are the amounts. */
  units: number;
  grossSales: number;
  discount: number;
  /** What the channel pays out: gross sales less discount and fee. */
  settlementAmount: number;
  cost: number;
  adSpend: number;
  /** settlementAmount − cost − adSpend. */
  margin: number;
}

export interface SalesOptions {
  /** Exactly as many lines come out. */
  rows: number;
  /** Last of the three years' days. */
  until: Day;
  seed?: number;
}

export const DEFAULT_SEED = 20_260_101;

/** Sales that come without a campaign although the brand advertises. */
const ORGANIC = 0.33;
/** Advertising that brought no order that day. */
const WASTED = 0.035;

const GIFT_CATEGORIES = new Set(["health", "food"]);
const EVENT_NAMES: Readonly<Record<Occasion, string>> = {
  seollal: "설 기획전",
  chuseok: "추석 기획전",
  grandEleven: "그랜드십일절",
  blackFriday: "블랙프라이데이",
  oliveSale: "올영세일",
  primeDay: "Prime Day",
  familyMonth: "가정의 달",
  yearEnd: "연말 감사제",
};
/** Channels an occasion lifts more than the others. */
const EVENT_CHANNELS: Readonly<Partial<Record<Occasion, Readonly<Record<string, number>>>>> = {
  grandEleven: { "11st": 3.2, coupang: 1.1 },
  blackFriday: { amazon: 2.4, musinsa: 1.6, own_mall: 1.3 },
  oliveSale: { oliveyoung: 2.2 },
  primeDay: { amazon: 3 },
  seollal: { kakao: 1.7, ssg: 1.4 },
  chuseok: { kakao: 1.7, ssg: 1.4 },
};
/** Events run as campaigns on these channels only; the others sell them on the side. */
const EVENT_ONLY: Readonly<Partial<Record<Occasion, readonly string[]>>> = {
  oliveSale: ["oliveyoung"],
  primeDay: ["amazon"],
};

const ABROAD: Readonly<Record<string, { share: number; countries: readonly string[] }>> = {
  amazon: { share: 1, countries: ["US", "US", "US", "US", "JP", "JP", "CA", "GB", "SG"] },
  own_mall: { share: 0.07, countries: ["JP", "US", "TW", "HK", "SG", "VN"] },
};

/** A brand as it stands on one day. */
interface BrandDay {
  channels: Float64Array;
  adsOff: boolean;
  /** How dear advertising is for the brand this month, around 1. */
  adClimate: number;
}

function brandSeason({ words }: Brand, { month, monthPart }: DayProfile): number {
  const now = words.season[month] ?? 1;
  return now + ((words.season[(month + 1) % 12] ?? 1) - now) * monthPart;
}

function brandDay(
  brand: Brand,
  index: number,
  profile: DayProfile,
  dayNumber: number,
  seed: number,
): BrandDay {
  const lifted = (profile.occasion && EVENT_CHANNELS[profile.occasion]) ?? {};
  const weights = CHANNELS.map(({ name }, channel) => {
    const liking = 0.45 + 1.1 * hashUnit(seed, index, channel, 11);
    return (brand.words.channels[channel] ?? 0) * liking * (lifted[name] ?? 1);
  });
  const week = Math.floor(dayNumber / 7);
  const paused = hashUnit(seed, index, week, 12) < 0.07 || hashUnit(seed, index, dayNumber, 13) < 0.03;
  const months = profile.year * 12 + profile.month;
  return {
    channels: cumulate(weights),
    adsOff: profile.adsOff || brand.adRate === 0 || paused,
    adClimate: 0.72 + 0.56 * hashUnit(seed, index, months, 14),
  };
}

/** Draws a SKU on sale that day; a brand's first products always are. */
function drawSku(random: Random, brand: Brand, sinceStart: number): Sku {
  for (;;) {
    const sku = brand.skus[drawIndex(random, brand.popularity)];
    if (sku && sinceStart >= sku.launched && sinceStart < sku.retired) return sku;
  }
}

function drawCampaign(random: Random, channel: number, profile: DayProfile, isNew: boolean): string {
  const { occasion } = profile;
  const name = CHANNELS[channel]?.name ?? "";
  if (isNew && random() < 0.5) return LAUNCH_CAMPAIGN;
  const runsHere = occasion && (EVENT_ONLY[occasion]?.includes(name) ?? true);
  if (occasion && runsHere && random() < 0.45) return `${profile.year} ${EVENT_NAMES[occasion]}`;
  return pick(random, CHANNEL_CAMPAIGNS[channel] ?? []);
}

function drawCountry(random: Random, channel: string): string {
  const abroad = ABROAD[channel];
  return abroad && random() < abroad.share ? pick(random, abroad.countries) : "KR";
}

interface Line {
  sku: Sku;
  brand: Brand;
  fee: number;
  profile: DayProfile;
  /** Share of settlement that goes into advertising on this line; 0 without a campaign. */
  adRate: number;
}

type Amounts = Pick<
  SalesRow,
  "orders" | "units" | "grossSales" | "discount" | "settlementAmount" | "cost" | "adSpend" | "margin"
>;

function drawAmounts(random: Random, { sku, brand, fee, profile, adRate }: Line): Amounts {
  const kind = random();
  const wasted = adRate > 0 && kind < WASTED;
  const returned = !wasted && kind > 1 - brand.words.returns;
  // Most lines hold an order or two, few hold dozens.
  const size = 1 + Math.floor(0.8 * (1 / (1 - 0.95 * random()) - 1));
  const orders = wasted || returned ? 0 : size;
  let units = wasted ? 0 : returned ? -1 - Math.floor(random() * 1.3) : size;
  if (orders > 0) for (let i = 0; i < Math.min(size, 6); i += 1) if (random() < 0.22) units += 1;

  const grossSales = units * sku.price;
  const share = Math.min(0.6, (0.015 + 0.09 * random()) * profile.discount);
  const discount = Math.round((grossSales * share) / 10) * 10;
  const settlementAmount = Math.round((grossSales - discount) * (1 - fee));
  // What comes back is partly unsaleable: its cost is not all recovered.
  const cost = Math.round(units * sku.unitCost * (returned ? 0.62 : 1));
  const base = wasted ? sku.price * (0.15 + 0.6 * random()) : returned ? 0 : settlementAmount;
  const adSpend = Math.round(base * adRate * (0.35 + 1.3 * random()));
  return {
    orders,
    units,
    // −0 would be written as such.
    grossSales: grossSales + 0,
    discount: discount + 0,
    settlementAmount: settlementAmount + 0,
    cost: cost + 0,
    adSpend,
    margin: settlementAmount - cost - adSpend + 0,
  };
}

/** @throws RangeError for a number of rows that is not whole, or an `until` that is no date */
export function* generateSales({ rows, until, seed = DEFAULT_SEED }: SalesOptions): Generator<SalesRow> {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new RangeError(`${rows} is no number of rows`);
  const first = startOfHistory(until);
  const days = toDayNumber(until) - first + 1;
  const brands = buildCatalogue(seed, days);

  let allVolume = 0;
  for (let i = 0; i < days; i += 1) allVolume += profileDay(first + i, i).volume;

  let volume = 0;
  let written = 0;
  for (let sinceStart = 0; sinceStart < days; sinceStart += 1) {
    const dayNumber = first + sinceStart;
    const profile = profileDay(dayNumber, sinceStart);
    volume += profile.volume;
    // Rounding the running sum keeps the total exact.
    const target = sinceStart === days - 1 ? rows : Math.round((rows * volume) / allVolume);
    const random = createRandom(seed, dayNumber);
    const elapsed = sinceStart / days;
    const isGiftTime = profile.occasion === "seollal" || profile.occasion === "chuseok";
    const demand = cumulate(
      brands.map((brand) => {
        const gift = isGiftTime && GIFT_CATEGORIES.has(brand.category) ? 1.5 : 1;
        return brand.weight * (1 + brand.trend * elapsed) * brandSeason(brand, profile) * gift;
      }),
    );
    const today = brands.map((brand, index) => brandDay(brand, index, profile, dayNumber, seed));

    for (; written < target; written += 1) {
      const brandIndex = drawIndex(random, demand);
      const brand = brands[brandIndex];
      const state = today[brandIndex];
      if (!brand || !state) throw new Error("a brand was drawn that does not exist");
      const sku = drawSku(random, brand, sinceStart);
      const channelIndex = drawIndex(random, state.channels);
      const channel = CHANNELS[channelIndex] ?? CHANNELS[0];
      const isNew = sku.launched > 0 && sinceStart - sku.launched < 30;
      const advertised = !state.adsOff && random() >= ORGANIC;
      const adRate = advertised
        ? (brand.adRate * state.adClimate * sku.adAppetite * (isNew ? 1.8 : 1)) / (1 - ORGANIC)
        : 0;
      const amounts = drawAmounts(random, { sku, brand, fee: channel.fee, profile, adRate });
      yield {
        date: profile.day,
        brand: brand.name,
        product: sku.product,
        sku: sku.sku,
        channel: channel.name,
        campaign: advertised ? drawCampaign(random, channelIndex, profile, isNew) : null,
        country: drawCountry(random, channel.name),
        ...amounts,
      };
    }
  }
}
