// The theme: the system's, unless another is chosen, which is remembered.

import { byId } from './dom.js';
import { recall, remember } from './store.js';

export function startThemes() {
  const themes = byId('themes');
  const chosen = recall('theme', 'system');
  const radio = themes.querySelector(`input[value="${chosen === 'light' || chosen === 'dark' ? chosen : 'system'}"]`);
  radio.checked = true;
  themes.addEventListener('change', ({ target }) => {
    remember('theme', target.value);
    if (target.value === 'system') {
      delete document.documentElement.dataset.theme;
    } else {
      document.documentElement.dataset.theme = target.value;
    }
  });
}
