/** Of the queue that is measured. */
export const ROWS = 1_000;
export const ROW_HEIGHT = 40;
