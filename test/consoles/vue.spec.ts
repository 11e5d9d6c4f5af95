import type { GlanceJoin } from '../../src/index.js';
import { Customer } from '../dist/customer.js';
import { contract, isMarked, mark, rowsOf } from './contract.js';
import { expect, press, test } from './desk.js';

contract({ name: 'vue', made: 'by a build', rerenders: 'in place', scripted: true, queue: true });

test('KeepAlive has nothing open while the case is put away, and shows the same element again', async ({
  desk,
  sandbox,
}) => {
  const alice = new Customer(sandbox);
  const ada = await desk.open();
  await ada.comesTo('present');
  await mark(ada);

  await press(ada, 'The queue');
  const states = (): Promise<string[]> =>
    rowsOf(ada).evaluateAll((rows) => rows.map((row) => (row as GlanceJoin).state));
  await expect.poll(states).toEqual(['absent', 'absent', 'absent']);
  await expect.poll(() => sandbox.core.presence.sockets.agent, 'only the rows are watching').toBe(3);
  alice.goesTo('https://shop.example/stoves');

  await press(ada, 'The case');
  await expect.poll(() => ada.heardOf('glancepresencechange').at(-1)?.page).toBe('https://shop.example/stoves');
  await ada.comesTo('present');
  expect(await isMarked(ada), 'it is the same element').toBe(true);

  await press(ada, 'The queue');
  await expect(ada.join).toHaveCount(0);
  await alice.starts();
  await press(ada, 'The case');
  await ada.comesTo('joinable');
  await expect.poll(() => sandbox.core.presence.sockets.agent, 'only Alice is watched').toBe(1);
});
