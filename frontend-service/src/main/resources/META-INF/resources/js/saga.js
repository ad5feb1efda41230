// What an order's history means: where it stands at each station, forth and back. Nothing here touches the page.

export const DONE = 'PAYMENT_CREATED';
export const FAILED = 'FAILED';
export const UNDONE = 'COMPENSATED';

/** The stations in the order of the saga; a participant more is a line more. */
const STATIONS = [
  { status: 'RECEIVED', name: 'Received', service: 'frontend-service' },
  { status: 'ORDER_CREATED', name: 'Order', service: 'order-service' },
  { status: 'INVENTORY_UPDATED', name: 'Inventory', service: 'inventory-service' },
  { status: 'PAYMENT_CREATED', name: 'Payment', service: 'payment-service' },
];

const WORDS = {
  RECEIVED: 'Received',
  ORDER_CREATED: 'Placed',
  INVENTORY_UPDATED: 'Reserved',
  PAYMENT_CREATED: 'Complete',
  FAILED: 'Being undone',
  COMPENSATED: 'Undone',
};

const TONES = { PAYMENT_CREATED: 'done', FAILED: 'failed', COMPENSATED: 'undone' };

export const STATION_NAMES = STATIONS.map((station) => station.name);

export const rests = (status) => status === DONE || status === UNDONE;

/** The status in a word for people. */
export const word = (status) => WORDS[status] ?? status;

/** What the status is to the one who ordered: moving, done, failed or undone. */
export const tone = (status) => TONES[status] ?? 'moving';

/** An order of which no more is known than that it was taken. */
export const fresh = (uuid, placed) => ({ ...placed, uuid, status: 'RECEIVED', detail: '', history: [] });

/** The order one change further; what was only noted where it stood says nothing of how it stands. */
export function moved(order, change) {
  return {
    ...order,
    status: change.status,
    reason: change.reason ?? order.reason,
    detail: change.status === order.status && order.detail ? order.detail : change.detail,
    history: [...order.history, change],
  };
}

/**
 * Where each station stands: todo, next, done, refused, undoing or undone; when it was reached, and for those undone
 * which comes first.
 */
export function stations(order) {
  const reached = new Map([...order.history].reverse().map((change) => [change.status, change.at]));
  reached.set('RECEIVED', reached.get('RECEIVED'));
  const back = order.status === FAILED || order.status === UNDONE;
  const refusedBy = order.history.find((change) => change.status === FAILED)?.by;
  const undone = undoneOf(order, reached);
  const next = STATIONS.findIndex((station) => !reached.has(station.status));
  return STATIONS.map((station, index) => {
    const { status, name, service } = station;
    const turn = undone.indexOf(status);
    return { name, at: reached.get(status), turn: Math.max(turn, 0), state: state() };

    function state() {
      if (turn >= 0) {
        return order.status === UNDONE ? 'undone' : 'undoing';
      }
      if (reached.has(status)) {
        return 'done';
      }
      if (back) {
        return service === refusedBy ? 'refused' : 'todo';
      }
      return index === next ? 'next' : 'todo';
    }
  });
}

/** What was undone, newest first, or will be. */
function undoneOf(order, reached) {
  if (order.status === UNDONE && order.undone) {
    return order.undone;
  }
  if (order.status !== FAILED && order.status !== UNDONE) {
    return [];
  }
  return STATIONS.slice(1).map((station) => station.status).filter((status) => reached.has(status)).reverse();
}
