/** Who work is done for: interactive overtakes webhook work, which overtakes background. */
export type Lane = 'interactive' | 'webhook' | 'background';
