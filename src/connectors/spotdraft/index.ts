export { createSpotDraftClient, type SpotDraftClientOptions } from './client.js';
export {
  createRateBudget,
  type ObservableRateBudget,
  type RateBudgetOptions,
  type SharedRateWindow,
} from './create-rate-budget.js';
export { createLocalRateWindow } from './local-rate-window.js';
