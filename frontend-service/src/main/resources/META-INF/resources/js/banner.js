// Says when the server cannot be reached, when it is asked again, and when it is back.

import { isLost, nextTry, onConnection, tryNow } from './connection.js';
import { announce, byId, say } from './dom.js';

const banner = byId('banner');
const again = byId('banner-again');

let counting;

export function startBanner() {
  byId('banner-now').addEventListener('click', tryNow);
  onConnection(show);
}

function show(lost) {
  if (!lost && !banner.hidden) {
    announce('Connected again.');
  }
  if (banner.contains(document.activeElement) && !lost) {
    byId('orders').focus({ preventScroll: true });
  }
  banner.hidden = !lost;
  byId('link').dataset.state = lost ? 'lost' : 'fine';
  say(byId('link-word'), lost ? 'No connection' : 'Connected');
  clearInterval(counting);
  if (lost) {
    counting = setInterval(count, 500);
    count();
  }
}

function count() {
  const seconds = Math.ceil((nextTry() - Date.now()) / 1_000);
  say(again, isLost() && seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again…');
}
