// Elements, icons, and how numbers and times are written. All text is set as text, never as markup.

const SVG = 'http://www.w3.org/2000/svg';
const numbers = new Intl.NumberFormat('en');
const times = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const days = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' });

export const byId = (id) => document.getElementById(id);

/** An element with attributes (`on…` for listeners; false and undefined are left out) and children. */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith('on')) {
      element.addEventListener(name.slice(2), value);
    } else if (value !== false && value !== undefined) {
      element.setAttribute(name, value === true ? '' : value);
    }
  }
  element.append(...children);
  return element;
}

/** An icon that says nothing which is not also said in words. */
export function icon(name) {
  const svg = document.createElementNS(SVG, 'svg');
  svg.setAttribute('class', 'icon');
  svg.setAttribute('aria-hidden', 'true');
  const use = document.createElementNS(SVG, 'use');
  use.setAttribute('href', `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** Sets text only when it is another, so that no screen reader says it again. */
export function say(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Tells those who cannot see it; politely, and only what matters. */
export function announce(text) {
  byId('announcements').textContent = text;
}

/** A number with separators; anything else as it came. */
export const number = (value) => (typeof value === 'number' ? numbers.format(value) : String(value));

export const time = (moment) => times.format(new Date(moment));

export const isToday = (at) => new Date(at).toDateString() === new Date().toDateString();

/** The time, and the day as well when it is not today. */
export const moment = (at) => (isToday(at) ? time(at) : `${days.format(new Date(at))}, ${time(at)}`);

export const goods = (order) => `${number(order.quantity)} × ${order.item}`;
