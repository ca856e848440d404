export { createSpotDraftClient } from './client.js';
export { createRateBudget } from './create-rate-budget.js';
export { createLocalRateWindow } from './local-rate-window.js';
