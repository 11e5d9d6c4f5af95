/** Custom events in the recording, by which the viewer knows that the customer shows nothing for a while. */
export const pausedTag = 'glance-paused';
export const resumedTag = 'glance-resumed';
