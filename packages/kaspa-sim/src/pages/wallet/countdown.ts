import { page } from "./view.ts";

const LONGEST_SECONDS = 24 * 3_600;

/** Waits visibly; false when the visitor cancels. @throws Error for a time that makes no sense */
export async function countdown(seconds: number): Promise<boolean> {
  if (!Number.isInteger(seconds) || seconds < 0 || seconds > LONGEST_SECONDS) {
    throw new Error("The wait is a whole number of seconds, at most a day.");
  }
  const until = performance.now() + seconds * 1_000;
  return new Promise((resolve) => {
    const finish = (done: boolean) => {
      clearInterval(timer);
      page.cancelLate(undefined);
      resolve(done);
    };
    const show = () => {
      const left = Math.ceil((until - performance.now()) / 1_000);
      if (left <= 0) finish(true);
      else page.showWait(left);
    };
    const timer = setInterval(show, 1_000);
    page.cancelLate(() => finish(false));
    page.say(`The payment goes out in ${seconds} seconds. Keep this tab open.`);
    show();
  });
}
