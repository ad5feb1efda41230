// One order as a card: the stations, the sentence, what it costs, its history, and the way to take it back.

import { announce, el, goods, icon, isToday, moment, number, say, time } from './dom.js';
import { DONE, FAILED, rests, STATION_NAMES, stations, tone, UNDONE, word } from './saga.js';

const ICONS = { done: 'check', refused: 'cross', undoing: 'undo', undone: 'undo' };
const WHEN = { todo: '', next: 'working…', refused: 'said no', undoing: 'undoing…', undone: 'undone' };

/** Makes the card of an order; `show` draws what became of it since. */
export class Card {
  #known;
  #shown = 0;
  #passing = false;

  constructor(uuid, { onCancel, onRemove }) {
    this.uuid = uuid;
    this.title = el('h3', { class: 'card-title', tabindex: '-1', id: `title-${uuid}` }, 'Order');
    this.by = el('p', { class: 'card-by', id: `by-${uuid}` }, uuid);
    this.badge = el('span', { class: 'badge' }, '…');
    this.track = el('ol', { class: 'track', role: 'list', 'aria-label': 'Stations' });
    this.sentence = el('p', { class: 'sentence' }, 'Looking it up…');
    this.reason = el('code', { class: 'reason', hidden: true });
    this.note = el('p', { class: 'form-note', role: 'status' });
    this.history = el('ol', { class: 'history' });
    this.cancel = el('button', { type: 'button', class: 'button quiet', hidden: true, onclick: () => onCancel(this) });
    this.remove = el('button', { type: 'button', class: 'button bare', onclick: () => onRemove(this) }, 'Hide');
    this.remove.append(el('span', { class: 'unseen' }, ' from the board'));
    this.stops = STATION_NAMES.map((name) => this.#stop(name));
    this.element = el(
      'article',
      { class: 'card', 'aria-labelledby': `title-${uuid} by-${uuid}`, 'data-uuid': uuid },
      el('header', { class: 'card-head' }, el('div', {}, this.title, this.by), this.badge),
      this.track,
      el('div', { class: 'card-body' }, this.sentence, this.reason),
      this.note,
      el(
        'footer',
        { class: 'card-end' },
        el('details', {}, el('summary', {}, 'History'), this.history, el('p', { class: 'number' }, 'Order ', el('a', { href: `#${uuid}` }, uuid))),
        el('div', { class: 'card-acts' }, this.cancel, this.remove),
      ),
    );
  }

  get order() {
    return this.#known;
  }

  get atRest() {
    return !this.#known || rests(this.#known.status);
  }

  show(order) {
    const before = this.#known;
    this.#known = order;
    this.element.dataset.tone = tone(order.status);
    this.element.toggleAttribute('data-live', Boolean(before));
    say(this.title, goods(order));
    say(this.by, [`for ${order.user}`, ...sum(order), ...dayOf(order)].join(' · '));
    say(this.badge, word(order.status));
    say(this.sentence, order.detail || 'On its way.');
    say(this.reason, order.reason ?? '');
    this.reason.hidden = !order.reason;
    this.#showTrack(order);
    this.#showHistory(order);
    this.#showCancel(order, before);
    this.#announce(order, before);
  }

  /** There is nothing to show but why. */
  missing(problem) {
    this.element.dataset.tone = 'missing';
    say(this.badge, 'Not found');
    say(this.by, this.uuid);
    say(this.sentence, problem.message);
    this.track.hidden = true;
    this.cancel.hidden = true;
  }

  tell(text) {
    say(this.note, text);
    this.#passing = false;
  }

  /** Says why no more is known at the moment; gone as soon as more is. */
  tellForNow(text) {
    this.tell(text);
    this.#passing = true;
  }

  /** Brings it into view without taking the focus from where it is. */
  reveal() {
    this.element.scrollIntoView({ block: 'nearest' });
  }

  focus() {
    this.reveal();
    this.title.focus({ preventScroll: true });
  }

  #stop(name) {
    const dot = el('span', { class: 'dot' });
    const when = el('span', { class: 'when' });
    const stop = el('li', { class: 'stop', 'data-state': 'todo' }, dot, el('span', { class: 'name' }, name), when);
    this.track.append(stop);
    return { stop, dot, when };
  }

  #showTrack(order) {
    stations(order).forEach(({ state, at, turn }, index) => {
      const { stop, dot, when } = this.stops[index];
      stop.style.setProperty('--turn', turn);
      if (stop.dataset.state !== state) {
        stop.dataset.state = state;
        dot.replaceChildren(...(ICONS[state] ? [icon(ICONS[state])] : []));
      }
      say(when, WHEN[state] ?? (at ? time(at) : ''));
    });
  }

  #showHistory(order) {
    if (order.history.length < this.#shown) {
      this.history.replaceChildren();
      this.#shown = 0;
    }
    const began = order.history[0] && Date.parse(order.history[0].at);
    this.history.append(...order.history.slice(this.#shown).map((change) => line(change, began)));
    this.#shown = order.history.length;
  }

  #showCancel(order, before) {
    const failing = order.status === FAILED || order.status === UNDONE;
    if (failing && document.activeElement === this.cancel) {
      this.title.focus({ preventScroll: true });
    }
    this.cancel.hidden = failing;
    say(this.cancel, order.status === DONE ? 'Refund' : 'Cancel');
    if (this.#passing || order.status !== before?.status) {
      this.tell('');
    }
  }

  #announce(order, before) {
    if (before && before.status !== order.status && tone(order.status) !== 'moving') {
      announce(`${goods(order)} for ${order.user}: ${word(order.status)}. ${order.detail}`);
    }
  }
}

/** The day is said when it is another; the time is at the stations. */
function dayOf({ history: [first] }) {
  return first && !isToday(first.at) ? [moment(first.at)] : [];
}

function sum(order) {
  const parts = [];
  if (order.price_per_unit !== undefined) {
    parts.push(`${number(order.price_per_unit)} each`);
  }
  if (order.total_invoice !== undefined) {
    parts.push(order.status === UNDONE ? `${number(order.total_invoice)} given back` : `${number(order.total_invoice)} in total`);
  }
  return parts;
}

function line(change, began) {
  return el(
    'li',
    { 'data-tone': tone(change.status) },
    el('time', { datetime: change.at }, time(change.at)),
    el('span', { class: 'after' }, `+${((Date.parse(change.at) - began) / 1_000).toFixed(2)} s`),
    el('span', { class: 'what' }, el('strong', {}, change.status), ' ', el('span', { class: 'who' }, change.by), el('br'), change.detail),
  );
}
