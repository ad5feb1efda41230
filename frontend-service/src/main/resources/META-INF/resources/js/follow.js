// Follows orders until they rest. The newest are watched by an event stream each; the rest are asked after, one at a
// time and less often the less they move, and so is a stream that has been silent for long. A browser has six
// connections to a server and shares them among its windows, so streams are few, and a window that nobody sees has none.

import { eventsOf, order as getOrder, Problem } from './api.js';
import { isLost, onConnection } from './connection.js';
import { moved, rests } from './saga.js';
import { isRefused, onSession } from './session.js';
import { Stream } from './stream.js';

const STREAMS_MAX = 2;
const TICK = 500;
const SILENCE_FIRST = 1_000;
const SILENCE_MAX = 10_000;
const PAUSE_FIRST = 1_000;
const PAUSE_MAX = 30_000;

const watches = new Map();
let ticking = false;

/** Follows an order; onChange gets it after each change, and a Problem instead when it cannot be had. */
export function follow(order, onChange) {
  unfollow(order.uuid);
  watches.set(order.uuid, { order, onChange, heardAt: 0, silence: SILENCE_FIRST, pause: PAUSE_FIRST, openAt: 0 });
  openStreams();
}

export function unfollow(uuid) {
  const watch = watches.get(uuid);
  if (watch) {
    close(watch);
    watches.delete(uuid);
  }
}

/** Opens every stream again and asks now, whatever was heard. */
function lookAgain() {
  for (const watch of watches.values()) {
    close(watch);
    watch.heardAt = 0;
    watch.silence = SILENCE_FIRST;
    watch.openAt = 0;
    watch.pause = PAUSE_FIRST;
  }
  openStreams();
  tick();
}

function openStreams() {
  if (document.hidden || isLost() || isRefused()) {
    return;
  }
  const now = Date.now();
  const newest = [...watches.values()].reverse();
  let streams = newest.filter((watch) => watch.stream).length;
  for (const watch of newest) {
    if (streams < STREAMS_MAX && !watch.stream && watch.openAt <= now) {
      open(watch);
      streams += 1;
    }
  }
}

function open(watch) {
  watch.heardAt = Date.now();
  watch.stream = new Stream(eventsOf(watch.order.uuid), {
    onOpen: () => {
      watch.pause = PAUSE_FIRST;
    },
    onEvent: ({ id, data }) => hear(watch, Number(id), JSON.parse(data)),
    // Whether it is the stream that ended or the connection, the next question tells.
    onBreak: () => {
      watch.heardAt = 0;
    },
    onEnd: () => {
      close(watch);
      watch.heardAt = 0;
      watch.openAt = Date.now() + watch.pause;
      watch.pause = Math.min(watch.pause * 2, PAUSE_MAX);
    },
  });
}

function close(watch) {
  watch.stream?.close();
  watch.stream = undefined;
}

/** A stream opened anew begins at the first change: what was seen before is passed over. */
function hear(watch, number, change) {
  const seen = watch.order.history.length;
  watch.heardAt = Date.now();
  if (number <= seen) {
    return;
  }
  if (number > seen + 1) {
    watch.heardAt = 0;
    return;
  }
  watch.order = moved(watch.order, change);
  watch.onChange(watch.order);
  if (rests(change.status)) {
    close(watch);
    watch.openAt = Date.now() + watch.pause;
    ask(watch);
  }
}

/** One look at the order itself, which knows more than its changes tell. */
async function ask(watch) {
  try {
    const order = await getOrder(watch.order.uuid);
    if (watches.get(order.uuid) !== watch || order.history.length < watch.order.history.length) {
      return;
    }
    watch.silence = order.history.length > watch.order.history.length ? SILENCE_FIRST : Math.min(watch.silence * 1.5, SILENCE_MAX);
    watch.order = order;
    watch.heardAt = Date.now();
    if (rests(order.status)) {
      unfollow(order.uuid);
    }
    watch.onChange(order);
  } catch (failure) {
    watch.heardAt = Date.now() + (failure.retryAfter ?? 0);
    if (!(failure instanceof Problem) || watches.get(watch.order.uuid) !== watch) {
      return;
    }
    if (failure.status === 404) {
      unfollow(watch.order.uuid);
    }
    watch.onChange(failure);
  }
}

async function tick() {
  if (ticking || document.hidden || isLost() || isRefused()) {
    return;
  }
  ticking = true;
  try {
    openStreams();
    const due = mostOverdue();
    if (due) {
      await ask(due);
    }
  } finally {
    ticking = false;
  }
}

function mostOverdue() {
  const now = Date.now();
  return [...watches.values()]
    .filter((watch) => now - watch.heardAt >= (watch.stream ? SILENCE_MAX : watch.silence))
    .sort((one, other) => one.heardAt - other.heardAt)[0];
}

setInterval(tick, TICK);

onConnection((lost) => {
  if (!lost) {
    lookAgain();
  }
});

onSession(() => {
  if (isRefused()) {
    watches.forEach(close);
  } else {
    lookAgain();
  }
});

document.addEventListener('visibilitychange', () => {
  if (document.hidden) {
    watches.forEach(close);
  } else {
    lookAgain();
  }
});
