// Finds what is not on the board: one order by its uuid, or all orders of a customer, newest first.

import { ordersOf } from './api.js';
import { byId, el, goods, moment, say } from './dom.js';
import { isUuid, open } from './orders.js';
import { tone, word } from './saga.js';

const text = byId('find-text');
const found = byId('found');
const note = byId('found-note');
const rows = byId('found-rows');
const more = byId('found-more');

let user;
let next;

export function startFind() {
  byId('find').addEventListener('submit', find);
  byId('found-close').addEventListener('click', closeFound);
  more.addEventListener('click', load);
}

function find(event) {
  event.preventDefault();
  const wanted = text.value.trim();
  if (isUuid(wanted)) {
    open(wanted.toLowerCase()).focus();
  } else if (wanted) {
    openFound(wanted);
  } else {
    text.focus();
  }
}

async function openFound(wanted) {
  user = wanted;
  next = undefined;
  rows.replaceChildren();
  say(byId('found-title'), `Orders of ${user}`);
  found.hidden = false;
  await load();
  byId('found-title').focus();
}

function closeFound() {
  found.hidden = true;
  text.focus();
}

async function load() {
  const asked = user;
  say(note, 'Looking…');
  more.hidden = true;
  try {
    const page = await ordersOf(asked, next);
    if (asked !== user) {
      return;
    }
    next = page.next;
    rows.append(...page.orders.map(row));
    more.hidden = !next;
    say(note, rows.children.length ? '' : 'There are none.');
  } catch (failure) {
    say(note, failure.message);
    more.hidden = rows.children.length === 0;
  }
}

function row(order) {
  const taken = order.history[0];
  return el(
    'li',
    {},
    el(
      'button',
      { type: 'button', class: 'row', onclick: () => open(order.uuid).focus() },
      el('span', { class: 'row-what' }, goods(order)),
      el('span', { class: 'row-when' }, taken ? moment(taken.at) : ''),
      el('span', { class: 'badge', 'data-tone': tone(order.status) }, word(order.status)),
    ),
  );
}
