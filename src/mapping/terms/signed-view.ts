import { CONTRACT_WITH_KEY_POINTERS } from '../contract-with-key-pointers.js';

/** By this name the deal is seen beside a contract. */
export const DEAL = 'opportunity';

/** What `when` sees; `signed` sees the contract alone. */
export const WHEN_VIEW = { ...CONTRACT_WITH_KEY_POINTERS, [DEAL]: 'any' } as const;
