/** The invented brands of the demo and the words its products are named with. */

export type Category = "health" | "beauty" | "food" | "fashion" | "home" | "pet" | "kids" | "digital";
export const CATEGORIES: readonly Category[] = [
  "health",
  "beauty",
  "food",
  "fashion",
  "home",
  "pet",
  "kids",
  "digital",
];

export interface BrandWords {
  name: string;
  /** Start of its SKUs. */
  code: string;
  category: Category;
  language: "ko" | "en";
}

const words = (line: string) => line.split(",").map((word) => word.trim());

/** From the best selling down: `name code category`. */
const BRANDS =
  words(`닥터트루 DTR health, 하루결 HRG beauty, 온담 OND food, Lumière Lab LML beauty, 바른숲 BRS health,
  Northpine NPN fashion, 모아홈 MOA home, 살림의온도 SON home, Vitalis VTL health, 달빛정원 DBJ beauty, Kinu & Co KNU fashion,
  멍냥상회 MNS pet, 담은식탁 DST food, Hush Home HSH home, 아이별 AIB kids, 피부과학연구소 PGY beauty, Orbit Gear ORB digital,
  자연한끼 JYH food, 올바른약국 OBY health, Fieldnote FDN fashion, 숨결 SMG beauty, 오래된부엌 OBK home, Pawsome PWS pet,
  꼬마숲 KMS kids, Pureroot PRT health, 봄날의옷장 BNO fashion, 미소담 MSD food, Tinytales TNY kids, 청담온실 CDO beauty,
  Volta VLT digital, 건강한하루 GHH health, 무명옷감 MMO fashion, Saltbread SBR food, 포근한집 PGJ home, 댕댕키친 DDK pet,
  Glow Theory GLW beauty, 산들바람 SDB health, 라온키즈 RON kids, Ember & Oak EMB home, 데일리핏 DLF fashion, 바다정찬 BDJ food,
  Nimbus Audio NMB digital, 초록약방 CRY health, 결고운 GGW beauty, Mori Studio MRI fashion, 하얀부엌 HYB home, 차오름 CHO food,
  Whisker WSK pet, 도담도담 DDM kids, Aqualine AQL beauty, 빛고을전자 BGE digital, 소소한마켓 SSM home, Everfit EVF health,
  느린공방 NRG home, 한입가득 HIG food, Urban Thread UTH fashion, 펫다이어리 PTD pet, Little Cove LTC kids, 스마트온 SMT digital,
  Zenbean ZNB food`);

export const BRAND_WORDS: readonly BrandWords[] = BRANDS.map((line) => {
  const parts = line.split(" ");
  const last = parts.pop();
  const category = CATEGORIES.find((known) => known === last);
  const code = parts.pop();
  if (!category || !code) throw new Error(`“${line}” is no brand`);
  const name = parts.join(" ");
  return { name, code, category, language: /[가-힣]/.test(name) ? "ko" : "en" };
});

export interface CategoryWords {
  /** Lowest and highest list price in KRW. */
  price: readonly [number, number];
  /** Share of lines that are returns. */
  returns: number;
  /** Sales by month, January first; 1 is an average month. */
  season: readonly number[];
  /** Weight of each channel, in the order of `CHANNELS`. */
  channels: readonly number[];
  items: Record<"ko" | "en", readonly string[]>;
  grades: Record<"ko" | "en", readonly string[]>;
  /** Sizes, one of which ends a product's name; none where a product is named without. */
  sizes: Record<"ko" | "en", readonly string[]>;
}

export const CATEGORY_WORDS: Readonly<Record<Category, CategoryWords>> = {
  health: {
    price: [14_000, 69_000],
    returns: 0.025,
    season: [1.15, 1.08, 1, 0.95, 1.15, 0.95, 0.9, 0.88, 1.02, 0.96, 0.98, 0.98],
    channels: [26, 30, 14, 9, 6, 8, 5, 0.3, 4, 3],
    items: {
      ko: words(`프로바이오틱스, 밀크씨슬, 루테인, 오메가3, 저분자 콜라겐, 비타민C, 비타민D, 마그네슘, 홍삼정, 유산균, 코엔자임Q10, 프로폴리스,
        아르기닌, 엽산, 칼슘, 쏘팔메토, 글루타치온, 보스웰리아, 크릴오일, 효소, 흑마늘, 종합비타민`),
      en: words(`Probiotics, Milk Thistle, Lutein, Omega-3, Collagen, Vitamin C, Vitamin D, Magnesium, Red Ginseng, Zinc, CoQ10, Propolis,
        Arginine, Folate, Calcium, Saw Palmetto, Glutathione, Boswellia, Krill Oil, Enzymes, Biotin, Multivitamin`),
    },
    grades: {
      ko: words(
        "골드, 프리미엄, 1000, 플러스, 데일리, 맥스, 알티지, 컴플렉스, 젤리, 스틱, 리포좀, 우먼, 포맨, 시니어, 액티브, 올인원",
      ),
      en: words(
        "Gold, Premium, 1000, Plus, Daily, Max, Ultra, Complex, Gummies, Sticks, Liposomal, Women, Men, 50+, Active, One",
      ),
    },
    sizes: {
      ko: words("30포, 60정, 60캡슐, 90정, 30캡슐, 28포, 120정"),
      en: words("30 ct, 60 ct, 90 ct, 120 ct"),
    },
  },
  beauty: {
    price: [9_000, 58_000],
    returns: 0.045,
    season: [0.98, 0.96, 1.08, 1.04, 1.06, 1.04, 1.02, 0.94, 1, 0.98, 1, 0.94],
    channels: [18, 17, 15, 5, 4, 27, 6, 3, 4, 9],
    items: {
      ko: words(`수분크림, 앰플, 토너패드, 선크림, 클렌징오일, 세럼, 시트마스크, 립밤, 쿠션, 아이크림, 바디로션, 샴푸, 트리트먼트, 핸드크림, 미스트,
        클렌징폼, 스팟패치, 에센스, 틴트, 헤어오일`),
      en: words(`Moisture Cream, Ampoule, Toner Pads, Sunscreen, Cleansing Oil, Serum, Sheet Mask, Lip Balm, Cushion, Eye Cream, Body Lotion, Shampoo,
        Hair Mask, Hand Cream, Face Mist, Foam Cleanser, Spot Patch, Essence, Tint, Hair Oil`),
    },
    grades: {
      ko: words(
        "시카, 어성초, 히알루론, 나이아신, 티트리, 쌀겨, 병풀, 판테놀, 레티날, 갈락토, 녹차, 세라마이드, 동백, 쑥, 연꽃, 자작나무",
      ),
      en: words(
        "Cica, Heartleaf, Hyaluronic, Niacin, Tea Tree, Rice, Centella, Panthenol, Retinal, Galacto, Green Tea, Ceramide, Camellia, Mugwort, Lotus, Birch",
      ),
    },
    sizes: { ko: words("30ml, 50ml, 100ml, 200ml"), en: words("30 ml, 50 ml, 100 ml, 200 ml") },
  },
  food: {
    price: [6_000, 42_000],
    returns: 0.015,
    season: [1.02, 1, 0.94, 0.92, 0.98, 0.96, 1, 0.98, 1.14, 0.98, 1, 1.06],
    channels: [27, 34, 12, 7, 7, 1, 9, 0.2, 8, 2],
    items: {
      ko: words(`흑염소 진액, 도라지 배즙, 홍삼정 스틱, 누룽지, 곰탕, 김부각, 현미밥, 갈비탕, 명란, 된장, 들기름, 유자청, 곶감, 전복죽, 그래놀라, 두유,
        닭가슴살, 만두, 떡갈비, 한과`),
      en: words(`Granola, Cold Brew, Salt Bread, Olive Oil, Oat Milk, Protein Bar, Rye Crackers, Bone Broth, Honey, Kimchi Jam, Matcha, Pasta Sauce,
        Nut Butter, Rice Chips, Drip Coffee, Cacao Nibs, Ginger Shot, Miso Soup, Trail Mix, Tea Bags`),
    },
    grades: {
      ko: words(
        "유기농, 국산, 전통, 진한, 순한, 무가당, 할머니, 명인, 제주, 해남, 강원, 지리산, 숙성, 담백한, 한끼, 선물세트",
      ),
      en: words(
        "Organic, Classic, Dark, Mild, Unsweetened, Small Batch, Jeju, Smoked, Roasted, Double, Original, Spicy, Sea Salt, Maple, Daily, Gift",
      ),
    },
    sizes: { ko: words("10입, 30포, 50포, 100포, 500g, 1kg"), en: words("250 g, 500 g, 1 kg, 10-pack") },
  },
  fashion: {
    price: [15_000, 129_000],
    returns: 0.11,
    season: [0.86, 0.86, 1.06, 1.08, 1.06, 0.94, 0.88, 0.86, 1.06, 1.16, 1.14, 1.04],
    channels: [20, 14, 18, 5, 5, 0.3, 4, 31, 7, 3],
    items: {
      ko: words(`린넨셔츠, 와이드팬츠, 가디건, 니트, 트렌치코트, 패딩, 맨투맨, 원피스, 슬랙스, 데님, 블라우스, 스커트, 후드집업, 베스트, 파자마, 코트,
        티셔츠, 머플러, 레깅스, 점퍼`),
      en: words(`Linen Shirt, Wide Pants, Cardigan, Knit, Trench Coat, Down Jacket, Sweatshirt, Dress, Slacks, Denim, Blouse, Skirt, Zip Hoodie, Vest,
        Pyjamas, Coat, Tee, Scarf, Leggings, Blouson`),
    },
    grades: {
      ko: words(
        "오버핏, 데일리, 워싱, 크롭, 베이직, 캐시미어, 코튼, 울블렌드, 세미, 빈티지, 라이트, 에센셜, 소프트, 릴렉스, 테일러드, 시그니처",
      ),
      en: words(
        "Oversized, Daily, Washed, Cropped, Basic, Cashmere, Cotton, Wool, Semi, Vintage, Light, Essential, Soft, Relaxed, Tailored, Signature",
      ),
    },
    sizes: { ko: [], en: [] },
  },
  home: {
    price: [8_000, 98_000],
    returns: 0.05,
    season: [1.02, 0.98, 1.06, 1, 1, 1, 1, 0.94, 0.98, 1, 1.02, 1],
    channels: [26, 32, 10, 8, 8, 0.5, 5, 1, 8, 2],
    items: {
      ko: words(`이불세트, 베개, 러그, 머그컵, 프라이팬, 수건, 디퓨저, 수납함, 조명, 도마, 행주, 커튼, 식기세트, 텀블러, 세제, 방석, 쿠션커버, 냄비,
        빨래바구니, 캔들`),
      en: words(`Duvet Set, Pillow, Rug, Mug, Frying Pan, Towels, Diffuser, Storage Box, Lamp, Cutting Board, Tea Towels, Curtains, Tableware, Tumbler,
        Detergent, Floor Cushion, Throw, Casserole, Laundry Basket, Candle`),
    },
    grades: {
      ko: words(
        "호텔식, 순면, 접이식, 원목, 북유럽풍, 미니, 대용량, 무광, 세라믹, 스텐, 친환경, 사계절, 냉감, 방수, 리넨, 프리미엄",
      ),
      en: words(
        "Hotel, Pure Cotton, Folding, Oak, Nordic, Mini, Large, Matte, Ceramic, Steel, Eco, All-season, Cooling, Waterproof, Linen, Studio",
      ),
    },
    sizes: { ko: [], en: [] },
  },
  pet: {
    price: [5_000, 54_000],
    returns: 0.025,
    season: [0.98, 0.96, 1, 1, 1.02, 1, 1, 1, 1, 1.02, 1.02, 1],
    channels: [27, 38, 11, 7, 7, 0.2, 5, 0.5, 4, 2],
    items: {
      ko: words(
        `사료, 동결건조 간식, 배변패드, 고양이모래, 하네스, 스크래처, 방석, 영양제, 치석껌, 이동장, 장난감, 샴푸, 급수기, 습식캔, 츄르, 빗`,
      ),
      en: words(`Dry Food, Freeze-dried Treats, Pee Pads, Cat Litter, Harness, Scratcher, Bed, Supplement, Dental Chews, Carrier, Toy, Shampoo, Fountain,
        Wet Food, Lickable Treats, Brush`),
    },
    grades: {
      ko: words(
        "연어, 닭고기, 오리, 한우, 저알러지, 시니어, 퍼피, 키튼, 그레인프리, 무향, 대형, 소형, 두부, 순한, 휴대용, 데일리",
      ),
      en: words(
        "Salmon, Chicken, Duck, Beef, Hypoallergenic, Senior, Puppy, Kitten, Grain-free, Unscented, Large, Small, Tofu, Gentle, Travel, Daily",
      ),
    },
    sizes: { ko: words("1kg, 2kg, 5kg, 10입"), en: words("1 kg, 2 kg, 5 kg, 10-pack") },
  },
  kids: {
    price: [7_000, 79_000],
    returns: 0.05,
    season: [0.92, 0.98, 1.06, 0.98, 1.26, 0.94, 0.92, 0.9, 0.96, 0.96, 0.98, 1.16],
    channels: [30, 31, 12, 7, 7, 0.5, 8, 1, 4, 2],
    items: {
      ko: words(
        `내복, 블록, 물티슈, 이유식, 치발기, 로션, 그림책, 퍼즐, 낮잠이불, 빨대컵, 실내화, 우비, 색연필, 모빌, 턱받이, 역할놀이`,
      ),
      en: words(`Loungewear, Blocks, Wipes, Baby Food, Teether, Lotion, Picture Book, Puzzle, Nap Mat, Straw Cup, Slippers, Raincoat, Crayons, Mobile, Bib,
        Play Kitchen`),
    },
    grades: {
      ko: words(
        "오가닉, 순면, 첫돌, 신생아, 원목, 무형광, 사계절, 동물친구, 공룡, 구름, 숲속, 실리콘, 유아, 점보, 말랑, 포근",
      ),
      en: words(
        "Organic, Cotton, First Birthday, Newborn, Wooden, Fragrance-free, All-season, Animal, Dino, Cloud, Forest, Silicone, Toddler, Jumbo, Squishy, Cosy",
      ),
    },
    sizes: { ko: [], en: [] },
  },
  digital: {
    price: [18_000, 189_000],
    returns: 0.06,
    season: [0.96, 0.98, 1.08, 0.94, 0.98, 0.96, 0.98, 0.96, 0.96, 0.98, 1.2, 1.12],
    channels: [28, 36, 9, 10, 8, 0.2, 3, 0.5, 4, 7],
    items: {
      ko: words(
        `무선이어폰, 보조배터리, 키보드, 마우스, 가습기, 충전기, 스피커, 선풍기, 블랙박스, 체중계, 전동칫솔, 스마트플러그, 웹캠, 공기청정기`,
      ),
      en: words(`Earbuds, Power Bank, Keyboard, Mouse, Humidifier, Charger, Speaker, Fan, Dash Cam, Smart Scale, Electric Toothbrush, Smart Plug, Webcam,
        Air Purifier`),
    },
    grades: {
      ko: words(
        "프로, 에어, 미니, 맥스, 라이트, 플러스, 2세대, 울트라, 저소음, 접이식, 고속, 휴대용, 무선, 노이즈캔슬링, 슬림, 에디션",
      ),
      en: words(
        "Pro, Air, Mini, Max, Lite, Plus, Gen 2, Ultra, Silent, Folding, Fast, Travel, Wireless, Noise-cancelling, Slim, Edition",
      ),
    },
    sizes: { ko: [], en: [] },
  },
};

/** Where sales happen, and what each keeps of the price. */
export const CHANNELS = [
  { name: "naver", fee: 0.055 },
  { name: "coupang", fee: 0.108 },
  { name: "own_mall", fee: 0.033 },
  { name: "11st", fee: 0.11 },
  { name: "gmarket", fee: 0.115 },
  { name: "oliveyoung", fee: 0.19 },
  { name: "kakao", fee: 0.085 },
  { name: "musinsa", fee: 0.17 },
  { name: "ssg", fee: 0.12 },
  { name: "amazon", fee: 0.15 },
] as const;

/** The campaigns that always run on each channel, in the order of {@link CHANNELS}. */
export const CHANNEL_CAMPAIGNS: readonly (readonly string[])[] = [
  ["네이버 브랜드검색", "네이버 쇼핑검색", "네이버 GFA"],
  ["쿠팡 검색광고", "쿠팡 로켓그로스", "쿠팡 브랜드관"],
  ["메타 전환", "구글 P-MAX", "유튜브 브랜딩", "카카오 모먼트"],
  ["11번가 포커스클릭", "11번가 타임딜"],
  ["G마켓 파워클릭", "G마켓 스마일배송"],
  ["올리브영 오늘드림", "올리브영 탭광고"],
  ["카카오 선물하기", "카카오 톡채널"],
  ["무신사 부스트", "무신사 라이브"],
  ["SSG 쓱배송", "SSG 검색광고"],
  ["Amazon Sponsored Products", "Amazon DSP"],
];

export const LAUNCH_CAMPAIGN = "신제품 런칭";
