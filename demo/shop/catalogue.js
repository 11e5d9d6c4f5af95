// @ts-check
// What the shop sells.

/**
 * @typedef {object} Product
 * @property {string} id
 * @property {string} name
 * @property {'Shelter' | 'Carry' | 'Wear' | 'Camp'} kind
 * @property {number} price whole dollars
 * @property {string} line one sentence for the card
 * @property {string} story
 * @property {string} drawing
 * @property {string} choice what is chosen: size, length, colour
 * @property {string[]} choices
 * @property {[string, string][]} facts
 */

/** @type {Product[]} */
export const products = [
  {
    id: 'halden-2',
    name: 'Halden 2 tent',
    kind: 'Shelter',
    price: 429,
    line: 'Two people, three seasons, pitched in four minutes.',
    story:
      'One pole runs through, two cross it, and the whole thing stands before the kettle is on. The fly comes off on warm nights; the inner stays taut in a gale.',
    drawing: 'tent',
    choice: 'Inner tent',
    choices: ['Mesh', 'Three-season', 'Winter'],
    facts: [
      ['Weight', '1.9 kg with poles and pegs'],
      ['Fly', '20-denier ripstop, silicone both sides'],
      ['Porches', 'Two, a pack fits in each'],
    ],
  },
  {
    id: 'skarn-45',
    name: 'Skarn 45 pack',
    kind: 'Carry',
    price: 238,
    line: 'Carries a long weekend and still looks small.',
    story:
      'A frame that bends with your back, a lid that comes off as a day bag, and pockets where your hands already are. The hip belt is moulded for you in the shop, or at home in an oven.',
    drawing: 'pack',
    choice: 'Back length',
    choices: ['S', 'M', 'L'],
    facts: [
      ['Volume', '45 litres, lid 6 litres'],
      ['Weight', '1.4 kg'],
      ['Cloth', 'Recycled 210-denier nylon'],
    ],
  },
  {
    id: 'brisa-shell',
    name: 'Brisa shell',
    kind: 'Wear',
    price: 260,
    line: 'Rain out, steam out, and quiet when you walk.',
    story:
      'Three layers that breathe uphill and shrug off the far side. Seams are taped by hand, the hood turns with your head, and every zip can be replaced.',
    drawing: 'shell',
    choice: 'Size',
    choices: ['XS', 'S', 'M', 'L', 'XL'],
    facts: [
      ['Water column', '20,000 mm'],
      ['Weight', '390 g in M'],
      ['Pockets', 'Two at the hip, one inside'],
    ],
  },
  {
    id: 'tind-boots',
    name: 'Tind boots',
    kind: 'Wear',
    price: 240,
    line: 'One hide, one seam, resoled as often as you like.',
    story:
      'Cut from a single piece of leather so that there is little to come apart. They ask for a week of short walks and give back ten years.',
    drawing: 'boots',
    choice: 'EU size',
    choices: ['38', '39', '40', '41', '42', '43', '44'],
    facts: [
      ['Upper', '2.6 mm waxed leather'],
      ['Sole', 'Stitched, replaceable'],
      ['Weight', '1.3 kg the pair, in 42'],
    ],
  },
  {
    id: 'lykta-lantern',
    name: 'Lykta lantern',
    kind: 'Camp',
    price: 79,
    line: 'Candle-warm light, forty hours to a charge.',
    story:
      'Turn the cap for more, turn it back for less. No modes, no flashing, and a hook that fits a tent loop or a branch.',
    drawing: 'lantern',
    choice: 'Colour',
    choices: ['Spruce', 'Brass'],
    facts: [
      ['Light', '5 to 240 lumens'],
      ['Charge', 'USB-C, three hours'],
      ['Weight', '310 g'],
    ],
  },
  {
    id: 'dun-bag',
    name: 'Dun sleeping bag',
    kind: 'Shelter',
    price: 315,
    line: 'Warm to freezing, packed to the size of a loaf.',
    story: 'Down where it stays dry, wool where it does not. The foot is wide enough to draw your knees up.',
    drawing: 'bag',
    choice: 'Length',
    choices: ['Regular', 'Long'],
    facts: [
      ['Comfort', '0 °C'],
      ['Filling', '750 fill-power down, traceable'],
      ['Weight', '920 g'],
    ],
  },
  {
    id: 'koll-stove',
    name: 'Koll stove',
    kind: 'Camp',
    price: 69,
    line: 'Boils a litre in three minutes, simmers after that.',
    story: 'Three legs, one valve, a flame you can turn down until it whispers. Folds into its own pot.',
    drawing: 'stove',
    choice: 'Set',
    choices: ['Burner', 'Burner and pot'],
    facts: [
      ['Power', '2.6 kW'],
      ['Fuel', 'Screw-on canister'],
      ['Weight', '118 g, pot 190 g'],
    ],
  },
  {
    id: 'enamel-mugs',
    name: 'Enamel mugs, pair',
    kind: 'Camp',
    price: 28,
    line: 'One for you, one for whoever turns up.',
    story:
      'Steel under two coats of enamel, fired at 800 degrees. They chip, they do not break, and they go straight on the fire.',
    drawing: 'mugs',
    choice: 'Colour',
    choices: ['Lake and bone', 'Both bone'],
    facts: [
      ['Holds', '350 ml'],
      ['Weight', '150 g each'],
      ['Care', 'Anything you like'],
    ],
  },
];

/** @param {string | null} id */
export const productOf = (id) => products.find((product) => product.id === id);

/** @param {number} amount */
export const dollars = (amount) => `$${amount.toLocaleString('en-US')}.00`;
