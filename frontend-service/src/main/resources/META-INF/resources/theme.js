// The theme that was chosen here before; without a choice, the system's.
(() => {
  try {
    const chosen = JSON.parse(localStorage.getItem('ordersaga.theme'));
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // Storage is forbidden here: the system's theme it is.
  }
})();
