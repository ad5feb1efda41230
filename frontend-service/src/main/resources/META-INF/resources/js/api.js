// The HTTP API: each answer as a value, each refusal as a Problem, no answer as Unreachable.

import { back, notReached, reached } from './connection.js';
import { send } from './session.js';

const PATIENCE = 10_000;
const PAUSE_FIRST = 1_000;
const PAUSE_MAX = 20_000;
const AWAY = [429, 502, 503, 504];

/** An answer that is a refusal, as application/problem+json where the server is ours. */
export class Problem extends Error {
  constructor(status, body, retryAfter) {
    super(body.detail ?? body.title ?? `The server answered with ${status}.`);
    this.status = status;
    this.field = body.field;
    this.retryAfter = retryAfter;
  }

  /** Whether it may be another answer later. */
  get passes() {
    return AWAY.includes(this.status);
  }
}

/** Nobody answered; it is not known what was done. */
export class Unreachable extends Error {
  constructor() {
    super('The server did not answer.');
  }
}

export const order = (uuid) => get(path('order', uuid));

export const ordersOf = (user, after) => get(`${path('users', user, 'orders')}?limit=10${from(after)}`);

export const inventory = (after) => get(`inventory?limit=100${from(after)}`);

export const eventsOf = (uuid) => path('order', uuid, 'events');

export const EVENTS = 'events';

/** Places an order; the same key again is the same order. */
export const place = (body, key) => answer('order', {
  method: 'POST',
  headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key },
  body,
});

export const cancel = (uuid) => answer(path('order', uuid), { method: 'DELETE' });

/**
 * Does what may be done twice until it is answered for good. Between tries it waits as long as the server wishes, or
 * longer each time, and says so.
 */
export async function persist(attempt, { onWait, signal }) {
  for (let pause = PAUSE_FIRST; ; pause = Math.min(pause * 2, PAUSE_MAX)) {
    try {
      return await attempt();
    } catch (failure) {
      if (!(failure instanceof Unreachable || (failure instanceof Problem && failure.passes))) {
        throw failure;
      }
      const wait = failure.retryAfter ?? pause * (0.75 + Math.random() / 2);
      onWait(failure, Date.now() + wait);
      await sleep(wait, signal);
      await Promise.race([back(), aborted(signal)]);
      signal?.throwIfAborted();
    }
  }
}

export function sleep(millis, signal) {
  return Promise.race([new Promise((resolve) => setTimeout(resolve, millis)), aborted(signal)]);
}

/** Resolves when it is; never, when there is nothing that could be. */
function aborted(signal) {
  return new Promise((resolve) => signal?.addEventListener('abort', resolve, { once: true }));
}

async function get(resource) {
  return (await answer(resource, { cache: 'no-store' })).body;
}

async function answer(resource, options) {
  const response = await reach(resource, options);
  const body = await json(response);
  if (!response.ok) {
    throw new Problem(response.status, body, retryAfter(response));
  }
  return { body, replayed: response.headers.get('Idempotency-Replayed') === 'true' };
}

async function reach(resource, options) {
  try {
    const response = await send(resource, { ...options, signal: AbortSignal.timeout(PATIENCE) });
    reached();
    return response;
  } catch {
    notReached();
    throw new Unreachable();
  }
}

async function json(response) {
  try {
    return await response.json();
  } catch {
    if (response.ok) {
      throw new Unreachable();
    }
    return {};
  }
}

function retryAfter(response) {
  const value = response.headers.get('Retry-After');
  if (!value) {
    return undefined;
  }
  const millis = /^\d+$/.test(value) ? Number(value) * 1_000 : Date.parse(value) - Date.now();
  return Number.isFinite(millis) ? Math.max(0, millis) : undefined;
}

function path(...names) {
  return names.map(encodeURIComponent).join('/');
}

function from(after) {
  return after ? `&after=${encodeURIComponent(after)}` : '';
}
