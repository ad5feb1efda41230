// Whether the server can be reached. Every request tells; once one was not answered, the server is asked until it is.

const PAUSE_FIRST = 1_000;
const PAUSE_MAX = 10_000;
const PATIENCE = 5_000;

const listeners = new Set();
let lost = false;
let pause = PAUSE_FIRST;
let timer;

/** When the server is asked next; of no meaning while the connection is fine. */
let askedAt = 0;

export const isLost = () => lost;
export const nextTry = () => askedAt;

/** Calls with true when the connection is lost, with false when it is back. */
export function onConnection(listener) {
  listeners.add(listener);
}

/** Resolves once the server can be reached. */
export function back() {
  return lost ? new Promise((resolve) => {
    const listener = () => {
      listeners.delete(listener);
      resolve();
    };
    listeners.add(listener);
  }) : Promise.resolve();
}

export function reached() {
  if (lost) {
    lost = false;
    clearTimeout(timer);
    tell();
  }
}

export function notReached() {
  if (!lost) {
    lost = true;
    pause = PAUSE_FIRST;
    schedule();
    tell();
  }
}

/** Asks at once instead of when it is due. */
export function tryNow() {
  if (lost) {
    clearTimeout(timer);
    ask();
  }
}

function schedule() {
  askedAt = Date.now() + pause;
  timer = setTimeout(ask, pause);
  pause = Math.min(pause * 1.6, PAUSE_MAX);
}

async function ask() {
  try {
    // Whatever is answered, somebody did.
    await fetch('.', { method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
    reached();
  } catch {
    if (lost) {
      schedule();
      tell();
    }
  }
}

function tell() {
  [...listeners].forEach((listener) => listener(lost));
}

addEventListener('online', tryNow);
