/** The nodes' names, as in the steps' lab.json. */
export const STEP_1 = '1-network-namespace';
export const STEP_2 = '2-single-node';
export const STEP_3_A = '3-multi-node-1';
export const STEP_3_B = '3-multi-node-2';
export const STEP_4_A = '4-overlay-network-1';
export const STEP_4_B = '4-overlay-network-2';
