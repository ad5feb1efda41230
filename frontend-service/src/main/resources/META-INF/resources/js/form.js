// The form that places orders. What is right is the server's to say; what was sent is sent again, as the same order,
// until it is known what became of it.

import { persist, place, Problem, Unreachable } from './api.js';
import { announce, byId, el, goods, say } from './dom.js';
import { put } from './orders.js';
import { fresh } from './saga.js';
import { onSession, who } from './session.js';
import { recall, remember } from './store.js';

const FIELDS = ['user', 'item', 'quantity', 'payment-error'];
const USERS_MAX = 20;

/** An order for each fate, of what data-init makes; some are of no use to others than those they name. */
const PRESETS = [
  { name: 'Completes', user: 'jack', item: 'widget', quantity: '50' },
  { name: 'Payment fails', user: 'jill', item: 'wotsit', quantity: '80', failing: true },
  { name: 'Too many', user: 'jill', item: 'wotsit', quantity: '500000' },
  { name: 'Beyond credit', user: 'joan', item: 'widget', quantity: '150', personal: true },
  { name: 'Unknown customer', user: 'jimbo', item: 'widget', quantity: '25', personal: true },
  { name: 'Unknown item', user: 'jack', item: 'gizmo', quantity: '5' },
];

const form = byId('place');
const button = byId('place-button');
const stop = byId('place-stop');
const note = byId('place-note');
const input = byId;

/** What was sent and not yet answered for good: the same order again has the same key. */
let attempt;
let sending;

export function startForm() {
  byId('presets').append(...PRESETS.map((preset) => el('button', { type: 'button', class: 'chip', onclick: () => fill(preset) }, preset.name)));
  fill(PRESETS[0]);
  suggestUsers();
  dress();
  onSession(dress);
  form.addEventListener('submit', submit);
  form.addEventListener('input', (event) => blame(event.target.name, ''));
  stop.addEventListener('click', () => sending?.abort());
}

export function suggestItems(items) {
  byId('known-items').replaceChildren(...items.map((item) => el('option', { value: item })));
}

/** Who signed in as a customer orders for themself. */
function dress() {
  const name = customer();
  input('user').readOnly = Boolean(name);
  input('user').value = name ?? input('user').value;
  [...byId('presets').children].forEach((chip, index) => {
    const preset = PRESETS[index];
    chip.hidden = Boolean(name) && preset.personal === true && preset.user !== name;
  });
}

function customer() {
  const signedIn = who();
  return signedIn && !signedIn.isOperator ? signedIn.name : undefined;
}

function suggestUsers() {
  const users = recall('users', ['jack', 'jill', 'joan']);
  byId('known-users').replaceChildren(...users.map((user) => el('option', { value: user })));
}

function fill(preset) {
  input('user').value = customer() ?? preset.user;
  input('item').value = preset.item;
  input('quantity').value = preset.quantity;
  input('payment-error').checked = Boolean(preset.failing);
  FIELDS.forEach((field) => blame(field, ''));
  say(note, '');
}

async function submit(event) {
  event.preventDefault();
  if (sending) {
    return;
  }
  const wanted = read();
  const body = JSON.stringify(wanted);
  if (attempt?.body !== body) {
    attempt = { body, key: newKey() };
  }
  FIELDS.forEach((field) => blame(field, ''));
  say(note, '');
  sending = new AbortController();
  button.setAttribute('aria-disabled', 'true');
  try {
    const { body: taken, replayed } = await persist(() => place(body, attempt.key), { signal: sending.signal, onWait: waiting });
    attempt = undefined;
    accepted(fresh(taken.uuid, wanted), replayed);
  } catch (failure) {
    refused(failure);
  } finally {
    sending = undefined;
    button.removeAttribute('aria-disabled');
    stop.hidden = true;
  }
}

/** As it was typed: a number where it is one. */
function read() {
  const quantity = input('quantity').value.trim();
  return {
    item: input('item').value.trim(),
    quantity: /^-?\d+(\.\d+)?$/.test(quantity) ? Number(quantity) : quantity,
    user: input('user').value.trim(),
    ...(input('payment-error').checked ? { 'payment-error': true } : {}),
  };
}

function accepted(order, replayed) {
  const card = put(order);
  say(note, replayed ? 'It had been taken the first time; nothing was ordered twice.' : '');
  announce(`Taken: ${goods(order)} for ${order.user}.`);
  remember('users', [order.user, ...recall('users', ['jack', 'jill', 'joan']).filter((user) => user !== order.user)].slice(0, USERS_MAX));
  suggestUsers();
  card.reveal();
}

function waiting(failure, until) {
  stop.hidden = false;
  if (failure instanceof Unreachable) {
    say(note, 'The connection broke, and it is not known whether the order was taken. It is sent again once there is one; it is ordered once.');
  } else {
    const seconds = Math.max(1, Math.ceil((until - Date.now()) / 1_000));
    say(note, `${failure.message} It is sent again in ${seconds} s; it is ordered once.`);
  }
}

function refused(failure) {
  if (failure.name === 'AbortError') {
    say(note, 'Stopped. Whether the order was taken is not known; placed again unchanged, it is still ordered once.');
    return;
  }
  if (!(failure instanceof Problem)) {
    throw failure;
  }
  if (failure.status !== 401) {
    attempt = undefined;
  }
  if (FIELDS.includes(failure.field)) {
    blame(failure.field, failure.message);
    input(failure.field).focus();
  } else {
    say(note, failure.message);
  }
}

function blame(field, why) {
  const error = byId(`${field}-error`);
  if (!error) {
    return;
  }
  say(error, why);
  if (why) {
    input(field).setAttribute('aria-invalid', 'true');
    input(field).setAttribute('aria-describedby', error.id);
  } else {
    input(field).removeAttribute('aria-invalid');
    input(field).removeAttribute('aria-describedby');
  }
}

/** A random key; crypto.randomUUID is there only over HTTPS and on this machine. */
function newKey() {
  return crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
