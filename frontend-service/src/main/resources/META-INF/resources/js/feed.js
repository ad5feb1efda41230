// What completes, fails and is undone anywhere, as it happens. Nothing is kept: what happened while nobody listened is
// not listed, and the list says so.

import { EVENTS } from './api.js';
import { isLost, onConnection } from './connection.js';
import { byId, el, goods, icon, say, time } from './dom.js';
import { hear as hearOf, isUuid, open } from './orders.js';
import { isRefused, onSession } from './session.js';
import { recall, remember } from './store.js';
import { Stream } from './stream.js';

const LINES_MAX = 100;
const FLUSH = 200;
const PAUSE_FIRST = 1_000;
const PAUSE_MAX = 30_000;
const HIDDEN_PATIENCE = 30_000;

const KINDS = {
  success: { name: 'Completed', icon: 'check' },
  error: { name: 'Failed', icon: 'cross' },
  compensated: { name: 'Undone', icon: 'undo' },
};

const lines = byId('lines');
const note = byId('feed-note');
const shown = new Set(recall('kinds', Object.keys(KINDS)));

let stream;
let pause = PAUSE_FIRST;
let retry;
let hiding;
let listened = false;
let arrived = [];

export function startFeed() {
  byId('feed-kinds').append(...Object.entries(KINDS).map(([kind, { name }]) => toggle(kind, name)));
  Object.keys(KINDS).forEach(filter);
  connect();
  onConnection((lost) => (lost ? disconnect() : connect()));
  onSession(() => (isRefused() ? disconnect() : connect()));
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (document.hidden) {
      hiding = setTimeout(disconnect, HIDDEN_PATIENCE);
    } else {
      connect();
    }
  });
}

function toggle(kind, name) {
  return el('button', {
    type: 'button',
    class: 'chip',
    'data-kind': kind,
    'aria-pressed': String(shown.has(kind)),
    onclick: (event) => {
      shown[shown.has(kind) ? 'delete' : 'add'](kind);
      event.currentTarget.setAttribute('aria-pressed', String(shown.has(kind)));
      remember('kinds', [...shown]);
      filter(kind);
    },
  }, name);
}

function filter(kind) {
  lines.classList.toggle(`without-${kind}`, !shown.has(kind));
}

function connect() {
  if (stream || isLost() || isRefused() || document.hidden) {
    return;
  }
  clearTimeout(retry);
  say(note, 'Connecting…');
  stream = new Stream(EVENTS, { onOpen: opened, onEvent: hear, onBreak: () => say(note, 'Connecting again…'), onEnd: ended });
}

function opened() {
  if (listened) {
    arrived.push({ gap: true });
  }
  listened = true;
  pause = PAUSE_FIRST;
  say(note, 'Everybody’s orders');
  say(byId('feed-empty'), 'What completes, fails and is undone appears here, whoever ordered it.');
}

function hear({ type, data }) {
  if (type in KINDS) {
    const message = parse(data);
    arrived.push({ kind: type, message });
    hearOf(message.uuid, message.status);
  }
}

function disconnect() {
  stream?.close();
  stream = undefined;
  clearTimeout(retry);
  say(note, 'Not connected');
}

/** There may be no such stream at all, or none for who asks. */
function ended(status) {
  disconnect();
  if (status === 404) {
    byId('feed').hidden = true;
  } else if (status === 403) {
    say(note, 'For operators');
    say(byId('feed-empty'), 'What happens to everybody’s orders is for operators to see.');
  } else if (status !== 401) {
    retry = setTimeout(connect, pause);
    pause = Math.min(pause * 2, PAUSE_MAX);
  }
}

function parse(data) {
  try {
    return Object(JSON.parse(data));
  } catch {
    return {};
  }
}

/** Many at once are drawn at once. */
function flush() {
  if (arrived.length === 0) {
    return;
  }
  for (const each of arrived.slice(-LINES_MAX)) {
    const drawn = line(each);
    if (drawn) {
      lines.prepend(drawn);
    }
  }
  arrived = [];
  while (lines.children.length > LINES_MAX) {
    lines.lastElementChild.remove();
  }
  byId('feed-empty').hidden = lines.children.length > 0;
  byId('feed-scroll').hidden = lines.children.length === 0;
}

function line({ gap, kind, message }) {
  if (gap) {
    return isGap(lines.firstElementChild) ? undefined : el('li', { class: 'gap' }, 'Not connected for a while: what happened then is missing.');
  }
  const key = `${kind} ${message.uuid}`;
  if ([...lines.children].some((known) => known.dataset.key === key)) {
    // Said at least once: who listens counts it once.
    return undefined;
  }
  const what = message.item === undefined ? 'An order' : goods(message);
  return el(
    'li',
    { class: 'line', 'data-kind': kind, 'data-key': key },
    el('span', { class: 'mark' }, icon(KINDS[kind].icon)),
    el(
      'div',
      {},
      el('p', { class: 'line-what' }, named(message, what), message.user === undefined ? '' : ` for ${message.user}`),
      el('p', { class: 'line-detail' }, el('span', { class: 'unseen' }, `${KINDS[kind].name}: `), message.detail ?? message.reason ?? ''),
    ),
    el('time', {}, time(Date.now())),
  );
}

/** Two gaps with nothing between them are one; before the first line there is none. */
const isGap = (element) => !element || element.classList.contains('gap');

function named(message, what) {
  return isUuid(String(message.uuid))
    ? el('button', { type: 'button', class: 'link-like', title: 'Open on the board', onclick: () => open(message.uuid).focus() }, what)
    : what;
}

setInterval(flush, FLUSH);
