import { freePort, newDataDir, removeDataDir, startProduct } from "./product";

/** Enough rows for every chart and page to be full, few enough to load in seconds. */
const ROWS = 60_000;

/** One running product for all specs; `E2E_DATA_DIR` keeps its folder between runs. */
export default async function globalSetup() {
  const kept = process.env.E2E_DATA_DIR;
  const dataDir = kept ?? (await newDataDir());
  const product = await startProduct({ dataDir, port: await freePort(), rows: ROWS });
  process.env.E2E_DEMO = JSON.stringify(product.demo);
  process.env.E2E_PRODUCT_DIR = dataDir;
  return async () => {
    const code = await product.stop();
    if (!kept) await removeDataDir(dataDir);
    if (code !== 0) throw new Error(`The product ended with ${code}:\n${product.output().slice(-4000)}`);
  };
}
