const BAR = 30;
const count = new Intl.NumberFormat("en");

/**
 * A progress bar: redrawn in place on a terminal, a line every tenth elsewhere.
 * @returns what to call with how many of `total` are done.
 */
export function progressBar(label: string, total: number): (done: number) => void {
  const started = Date.now();
  let tenths = -1;
  return (done) => {
    const share = total === 0 ? 1 : Math.min(1, done / total);
    const seconds = ((Date.now() - started) / 1000).toFixed(0);
    if (process.stdout.isTTY) {
      const filled = Math.round(share * BAR);
      const bar = `${"█".repeat(filled)}${"░".repeat(BAR - filled)}`;
      const line = `${label} ${bar} ${Math.floor(share * 100)} %  ${count.format(done)} / ${count.format(total)}  ${seconds} s`;
      process.stdout.write(`\r${line}\x1b[K${share === 1 ? "\n" : ""}`);
    } else if (Math.floor(share * 10) > tenths) {
      tenths = Math.floor(share * 10);
      console.log(
        `${label} ${Math.floor(share * 100)} % (${count.format(done)} of ${count.format(total)}, ${seconds} s)`,
      );
    }
  };
}
