// Who sits here: nobody in particular until the server asks, then the one whom a token names. The token is kept for this
// window alone, and goes with it.

import { forget, recall, remember } from './store.js';

const KEY = 'ordersaga.token';
const FORM = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const OPERATORS = 'operator';

const listeners = new Set();
let token = kept();
let refused = false;

/** Whether the server asked for a token and has not seen a good one since. */
export const isRefused = () => refused;

/** Calls when somebody signed in, and when the server asks for a token. */
export function onSession(listener) {
  listeners.add(listener);
}

/** Who signed in, as the token says; undefined when nobody did. */
export function who() {
  if (!token) {
    return undefined;
  }
  const said = claims();
  return { name: String(said.upn ?? said.preferred_username ?? said.sub ?? ''), isOperator: [said.groups].flat().includes(OPERATORS) };
}

/** A request in the name of who signed in. */
export async function send(resource, options = {}) {
  const shown = token;
  const authorization = shown ? { Authorization: `Bearer ${shown}` } : {};
  const response = await fetch(resource, { ...options, headers: { ...options.headers, ...authorization } });
  if (response.status === 401 && shown === token && !refused) {
    refused = true;
    tell();
  }
  return response;
}

/** Takes a token, unless it is none; whether it is good is the server's to say. */
export function signIn(text) {
  const given = text.trim().replace(/^bearer +/i, '');
  if (!FORM.test(given)) {
    return false;
  }
  token = given;
  keep();
  const { name } = who();
  const others = recall('orders', []).length > 0 && recall('owner') !== name;
  remember('owner', name);
  if (others) {
    leave();
  } else {
    refused = false;
    tell();
  }
  return true;
}

export function signOut() {
  token = undefined;
  keep();
  leave();
}

/** Whoever comes next finds nothing of who was here before. */
function leave() {
  forget('orders');
  forget('users');
  history.replaceState(null, '', location.pathname);
  location.reload();
}

function claims() {
  try {
    const bytes = atob(token.split('.')[1].replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
  } catch {
    return {};
  }
}

function kept() {
  try {
    return sessionStorage.getItem(KEY) ?? undefined;
  } catch {
    return undefined;
  }
}

function keep() {
  try {
    if (token) {
      sessionStorage.setItem(KEY, token);
    } else {
      sessionStorage.removeItem(KEY);
    }
  } catch {
    // Storage is forbidden: it is asked for again when the page is.
  }
}

function tell() {
  listeners.forEach((listener) => listener());
}
