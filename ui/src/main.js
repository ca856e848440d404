import { loadLabels } from './language';

// The page's code is preloaded, so both come at the same time; it runs once it has its words.
loadLabels().then(() => import('./page'));
