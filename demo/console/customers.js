// @ts-check
// The records of the CRM: fictitious people of a fictitious shop.

/** @typedef {'customer' | 'agent' | 'note' | 'order' | 'cobrowse'} EntryKind */
/** @typedef {{ kind: EntryKind, who: string, when: string, text: string, live?: boolean }} Entry */
/** @typedef {{ number: string, date: string, items: string, total: string, state: string }} Order */
/**
 * @typedef {object} Customer
 * @property {string} name
 * @property {string} tier
 * @property {string} email
 * @property {string} phone
 * @property {string} place
 * @property {{ number: string, title: string, pills: string[] }} case
 * @property {Entry[]} timeline newest first
 * @property {Order[]} orders
 * @property {[string, string][]} about
 */

/** @type {Record<string, Customer>} by visitor id */
const records = {
  alice: {
    name: 'Alice Marchetti',
    tier: 'Summit member',
    email: 'alice.marchetti@example.com',
    phone: '+1 503 555 0142',
    place: 'Portland, Oregon',
    case: { number: 'Case NW-48213', title: 'Fly zip jammed, trip on Friday', pills: ['Open', 'High', 'Repairs'] },
    timeline: [
      {
        kind: 'customer',
        who: 'Alice Marchetti',
        when: 'Yesterday, 17:05',
        text: 'I am on the repairs page now but I cannot find where to put the serial number. We leave for the coast on Friday morning.',
      },
      {
        kind: 'agent',
        who: 'Ada Park',
        when: 'Yesterday, 15:48',
        text: 'Sorry about the zip, Alice. It is covered: start a repair from your order and we will send a replacement fly the same day.',
      },
      {
        kind: 'note',
        who: 'Ada Park',
        when: 'Yesterday, 15:46',
        text: 'Known slider batch, spring run. Replace the fly, do not ask for the tent back.',
      },
      {
        kind: 'customer',
        who: 'Alice Marchetti',
        when: 'Yesterday, 14:20',
        text: 'The zip on the fly of my Halden 2 has come off its track on one side. Second night out.',
      },
      { kind: 'order', who: 'Order N-10482', when: '2 May', text: 'Delivered to Portland, Oregon' },
    ],
    orders: [
      { number: 'N-10482', date: '28 Apr', items: 'Halden 2 tent', total: '$429.00', state: 'Delivered' },
      { number: 'N-10391', date: '12 Mar', items: 'Lykta lantern, Koll stove', total: '$148.00', state: 'Delivered' },
      { number: 'N-09977', date: '9 Nov', items: 'Brisa shell, M', total: '$260.00', state: 'Refunded' },
    ],
    about: [
      ['Customer since', 'March 2019'],
      ['Lifetime spend', '$3,812'],
      ['Prefers', 'Chat, mornings'],
      ['Open returns', 'None'],
    ],
  },
  bob: {
    name: 'Bob Lindqvist',
    tier: 'Trail member',
    email: 'bob.lindqvist@example.com',
    phone: '+1 612 555 0178',
    place: 'Duluth, Minnesota',
    case: { number: 'Case NW-48230', title: 'Card refused at checkout', pills: ['Open', 'Normal', 'Payments'] },
    timeline: [
      {
        kind: 'customer',
        who: 'Bob Lindqvist',
        when: 'Yesterday, 18:32',
        text: 'Tried two cards. The page goes back to the address step every time.',
      },
      {
        kind: 'order',
        who: 'Cart',
        when: 'Yesterday, 18:21',
        text: 'Skarn 45 pack, Tind boots: left at the payment step',
      },
    ],
    orders: [
      { number: 'N-10120', date: '3 Jan', items: 'Dun sleeping bag, long', total: '$315.00', state: 'Delivered' },
    ],
    about: [
      ['Customer since', 'December 2023'],
      ['Lifetime spend', '$402'],
      ['Prefers', 'Phone'],
      ['Open returns', 'None'],
    ],
  },
  carol: {
    name: 'Carol Okafor',
    tier: 'Basecamp member',
    email: 'carol.okafor@example.com',
    phone: '+1 720 555 0119',
    place: 'Boulder, Colorado',
    case: {
      number: 'Case NW-48196',
      title: 'Exchange boots for half a size up',
      pills: ['Waiting', 'Normal', 'Returns'],
    },
    timeline: [
      {
        kind: 'agent',
        who: 'Ben Ortiz',
        when: 'Monday, 11:02',
        text: 'The 41.5 is back on Thursday. I have set one aside for you.',
      },
      {
        kind: 'customer',
        who: 'Carol Okafor',
        when: 'Monday, 10:40',
        text: 'Lovely boots, but my toes touch on the way down. Can I swap them for half a size up?',
      },
      { kind: 'order', who: 'Order N-10466', when: '26 Apr', text: 'Delivered to Boulder, Colorado' },
    ],
    orders: [
      { number: 'N-10466', date: '22 Apr', items: 'Tind boots, 41', total: '$240.00', state: 'Exchange' },
      { number: 'N-10233', date: '8 Feb', items: 'Enamel mugs, pair', total: '$28.00', state: 'Delivered' },
    ],
    about: [
      ['Customer since', 'July 2021'],
      ['Lifetime spend', '$1,190'],
      ['Prefers', 'Email'],
      ['Open returns', '1'],
    ],
  },
};

export const knownVisitors = Object.keys(records);

/** @type {Record<string, string>} the demo agents, by partner user id */
export const agents = { 'agent-42': 'Ada Park', 'agent-43': 'Ben Ortiz' };

/**
 * The record of a visitor id; one without a record is a caller nobody has identified yet.
 * @param {string} visitorId
 * @returns {Customer}
 */
export function customerOf(visitorId) {
  if (Object.hasOwn(records, visitorId)) return /** @type {Customer} */ (records[visitorId]);
  const customer = {
    name: visitorId || 'Unidentified caller',
    tier: visitorId ? 'Guest' : '',
    email: '',
    phone: '',
    place: visitorId ? 'No customer record' : 'Ask for the session key to join',
    case: { number: 'New case', title: 'No subject yet', pills: ['New'] },
    timeline: [],
    orders: [],
    about: /** @type {[string, string][]} */ ([['Customer since', 'Not known']]),
  };
  records[visitorId] = customer;
  return customer;
}
