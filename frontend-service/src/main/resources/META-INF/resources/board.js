// The board: a page over the HTTP API and nothing else. Closing it changes nothing in any order.

import { startBanner } from './js/banner.js';
import { startFeed } from './js/feed.js';
import { startFind } from './js/find.js';
import { startForm } from './js/form.js';
import { restore } from './js/orders.js';
import { startSignIn } from './js/signin.js';
import { startStock } from './js/stock.js';
import { startThemes } from './js/themes.js';

startThemes();
startBanner();
startSignIn();
startForm();
startFind();
restore();
startStock();
startFeed();
