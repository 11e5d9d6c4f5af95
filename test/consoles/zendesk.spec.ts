import { Customer } from '../dist/customer.js';
import { contract } from './contract.js';
import { expect, test } from './desk.js';

contract({
  name: 'zendesk',
  page: '../host/index.html',
  made: 'by a build',
  rerenders: 'in place',
  scripted: true,
  frame: 'assets/iframe.html',
});

test('the sidebar is as high as what is in it', async ({ desk, sandbox }) => {
  new Customer(sandbox);
  const ada = await desk.open();
  await ada.comesTo('present');
  const sidebar = ada.page.locator('iframe');
  const height = async (): Promise<number> => (await sidebar.boundingBox())!.height;
  const fits = (): Promise<boolean> =>
    ada.join.evaluate(({ ownerDocument: { documentElement: page } }) => page.scrollHeight <= page.clientHeight);
  await expect.poll(fits).toBe(true);
  const before = await height();
  await ada.openKeyForm();
  await expect.poll(height).toBeGreaterThan(before);
  await expect.poll(fits).toBe(true);
  await ada.keyField.press('Escape');
  await expect.poll(height).toBe(before);
});
