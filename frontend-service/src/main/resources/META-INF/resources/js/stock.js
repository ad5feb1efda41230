// What there is, of how much, at which price; looked at again when orders come to rest, and now and then.

import { inventory } from './api.js';
import { isLost, onConnection } from './connection.js';
import { byId, el, number, say, time } from './dom.js';
import { suggestItems } from './form.js';
import { onRest } from './orders.js';
import { isRefused, onSession } from './session.js';

const SETTLE = 800;
const EVERY = 30_000;

const list = byId('goods');
const more = byId('goods-more');
const note = byId('stock-note');
const rows = new Map();

let pages = 1;
let loading = false;
let again = false;
let settling;

export function startStock() {
  more.addEventListener('click', () => {
    pages += 1;
    refresh();
  });
  onRest(() => {
    settling ??= setTimeout(() => {
      settling = undefined;
      refresh();
    }, SETTLE);
  });
  onConnection((lost) => lost || refresh());
  onSession(refresh);
  document.addEventListener('visibilitychange', refresh);
  setInterval(refresh, EVERY);
  refresh();
}

async function refresh() {
  if (document.hidden || isLost() || isRefused()) {
    return;
  }
  if (loading) {
    again = true;
    return;
  }
  loading = true;
  try {
    const { items, next } = await load();
    show(items);
    more.hidden = !next;
    say(note, items.length ? '' : 'There is nothing to sell yet.');
  } catch (failure) {
    say(note, rows.size ? `As of ${time(Number(list.dataset.at))}` : failure.message);
  } finally {
    loading = false;
  }
  if (again) {
    again = false;
    refresh();
  }
}

/** As many pages as are shown. */
async function load() {
  const items = [];
  let next;
  for (let page = 0; page < pages; page += 1) {
    const got = await inventory(next);
    items.push(...got.items);
    next = got.next;
    if (!next) {
      break;
    }
  }
  return { items, next };
}

function show(items) {
  const names = items.map(({ item }) => item);
  [...rows.keys()].filter((item) => !names.includes(item)).forEach((item) => {
    rows.get(item).element.remove();
    rows.delete(item);
  });
  items.forEach((goods, index) => {
    const row = rows.get(goods.item) ?? add(goods.item);
    if (list.children[index] !== row.element) {
      list.insertBefore(row.element, list.children[index] ?? null);
    }
    fill(row, goods);
  });
  list.dataset.at = Date.now();
  suggestItems(names);
}

function add(item) {
  const left = el('span', { class: 'left' });
  const price = el('span', { class: 'price' });
  const bar = el('span', { class: 'bar', 'aria-hidden': 'true' }, el('i'));
  const element = el('li', { class: 'good' }, el('span', { class: 'good-name' }, item), price, bar, left);
  const row = { element, left, price, bar };
  rows.set(item, row);
  return row;
}

function fill({ element, left, price, bar }, { quantity, stocked, price_per_unit: each }) {
  const share = stocked > 0 ? Math.min(1, Math.max(0, quantity / stocked)) : 0;
  bar.style.setProperty('--share', share);
  element.dataset.level = share === 0 ? 'none' : share < 0.1 ? 'low' : 'enough';
  say(left, stocked === undefined ? `${number(quantity)} left` : `${number(quantity)} of ${number(stocked)} left`);
  say(price, each === undefined ? '' : `${number(each)} each`);
}
