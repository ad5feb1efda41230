// The orders on this board, newest first; which they are is remembered, what they are is asked.

import { cancel, order as getOrder, persist, Problem } from './api.js';
import { isLost, onConnection } from './connection.js';
import { Card } from './card.js';
import { byId, number } from './dom.js';
import { follow, unfollow } from './follow.js';
import { DONE, rests } from './saga.js';
import { isRefused, onSession } from './session.js';
import { recall, remember } from './store.js';

const CARDS_MAX = 40;
const RETRY = 5_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const cards = new Map();
const place = byId('cards');
const clear = byId('clear');
const refund = byId('refund');
const restListeners = new Set();

export const isUuid = (text) => UUID.test(text.trim().toLowerCase());

/** Calls whenever an order comes to rest: before our eyes, or as it is heard. */
export function onRest(listener) {
  restListeners.add(listener);
}

/** Puts an order on top of the board and follows it until it rests. */
export function put(order) {
  const card = cards.get(order.uuid) ?? add(order.uuid, true);
  keep(order.uuid);
  watch(card, order);
  return card;
}

/** The card of an order by its uuid; on top of the board, unless it is there already. */
export function open(uuid) {
  const card = cards.get(uuid) ?? add(uuid, true);
  keep(uuid);
  load(card);
  return card;
}

/** Looks again at an order that rests here, and of which something else is heard. */
export function hear(uuid, status) {
  const card = cards.get(uuid);
  if (rests(status)) {
    tellRest();
  }
  if (card?.order && card.atRest && card.order.status !== status) {
    load(card);
  }
}

/** What was on the board when it was last seen. */
export function restore() {
  recall('orders', []).filter(isUuid).slice(0, CARDS_MAX).forEach((uuid) => add(uuid, false));
  openNamed();
  changed();
  loadAll();
}

function openNamed() {
  const uuid = location.hash.slice(1);
  if (isUuid(uuid)) {
    open(uuid.toLowerCase()).focus();
  }
}

function add(uuid, onTop) {
  const card = new Card(uuid, { onCancel: takeBack, onRemove: remove });
  cards.set(uuid, card);
  place[onTop ? 'prepend' : 'append'](card.element);
  while (cards.size > CARDS_MAX) {
    drop(place.lastElementChild.dataset.uuid);
  }
  changed();
  return card;
}

function drop(uuid) {
  unfollow(uuid);
  cards.get(uuid).element.remove();
  cards.delete(uuid);
}

function remove(card) {
  const beside = card.element.nextElementSibling ?? card.element.previousElementSibling;
  drop(card.uuid);
  forget([card.uuid]);
  changed();
  (cards.get(beside?.dataset.uuid) ?? byId('orders')).focus();
}

function watch(card, order) {
  show(card, order);
  if (!rests(order.status)) {
    follow(order, (heard) => (heard instanceof Problem ? notFound(card, heard) : show(card, heard)));
  }
}

function notFound(card, problem) {
  if (problem.status === 404) {
    card.missing(problem);
  } else {
    card.tellForNow(problem.message);
  }
}

function show(card, order) {
  const moved = card.order && !rests(card.order.status);
  card.show(order);
  changed();
  if (moved && rests(order.status)) {
    tellRest();
  }
}

function tellRest() {
  restListeners.forEach((listener) => listener());
}

async function load(card) {
  if (cards.get(card.uuid) !== card) {
    return;
  }
  try {
    watch(card, await getOrder(card.uuid));
  } catch (failure) {
    if (!(failure instanceof Problem)) {
      card.tellForNow(failure.message);
      return;
    }
    notFound(card, failure);
    if (failure.passes) {
      setTimeout(load, failure.retryAfter ?? RETRY, card);
    }
  }
}

/** One after the other, from the top: who looks, looks there first. */
async function loadAll() {
  for (const element of [...place.children]) {
    const card = cards.get(element.dataset.uuid);
    if (card && !card.order && !isLost() && !isRefused()) {
      await load(card);
    }
  }
}

async function takeBack(card) {
  if (card.isBusy || (card.order.status === DONE && !(await confirmed(card.order)))) {
    return;
  }
  card.isBusy = true;
  try {
    card.tell('Taking it back…');
    await persist(() => cancel(card.uuid), {
      onWait: (failure) => card.tell(`${failure.message} It is asked again, and taken back once.`),
    });
    card.tell('');
    await load(card);
  } catch (failure) {
    card.tell(failure.message);
  } finally {
    card.isBusy = false;
  }
}

function confirmed(order) {
  byId('refund-text').textContent = `${number(order.total_invoice ?? 'What was paid')} will go back to ${order.user}; the payment, the reservation and the order are undone.`;
  refund.returnValue = '';
  refund.showModal();
  return new Promise((resolve) => {
    refund.addEventListener('close', () => resolve(refund.returnValue === 'refund'), { once: true });
  });
}

/** Another window may have put others on the board, which are kept as well. */
function keep(uuid) {
  const known = recall('orders', []);
  if (!known.includes(uuid)) {
    remember('orders', [uuid, ...known].slice(0, CARDS_MAX));
  }
}

function forget(uuids) {
  remember('orders', recall('orders', []).filter((uuid) => !uuids.includes(uuid)));
}

function changed() {
  byId('empty').hidden = cards.size > 0;
  clear.hidden = [...cards.values()].filter((card) => card.atRest).length < 2;
}

clear.addEventListener('click', () => {
  const resting = [...cards.values()].filter((card) => card.atRest).map((card) => card.uuid);
  resting.forEach(drop);
  forget(resting);
  changed();
  byId('orders').focus();
});

onConnection((lost) => {
  if (!lost) {
    loadAll();
  }
});

onSession(loadAll);

addEventListener('hashchange', openNamed);
