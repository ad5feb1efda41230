// Asks for a token when the server does, and says who is here.

import { byId, say } from './dom.js';
import { isRefused, onSession, signIn, signOut, who } from './session.js';

const form = byId('sign-in');
const text = byId('token');
const error = byId('token-error');

export function startSignIn() {
  form.addEventListener('submit', submit);
  text.addEventListener('input', () => blame(''));
  byId('sign-out').addEventListener('click', signOut);
  onSession(show);
  show();
}

function show() {
  const signedIn = who();
  const asked = isRefused();
  byId('who').hidden = !signedIn || asked;
  say(byId('who-name'), signedIn?.isOperator ? `${signedIn.name}, operator` : signedIn?.name ?? '');
  if (asked && form.hidden) {
    form.hidden = false;
    blame(signedIn ? 'The token is not good here, or no longer.' : '');
    text.focus();
  }
  form.hidden = !asked;
}

function submit(event) {
  event.preventDefault();
  if (signIn(text.value)) {
    text.value = '';
  } else {
    blame('This is no token: three words with dots between them.');
    text.focus();
  }
}

function blame(why) {
  say(error, why);
  text.toggleAttribute('aria-invalid', Boolean(why));
}
