// Short tales with a hero, a thing that is missing, and an end that follows from the beginning: names and
// things return sentences later, so a reader that remembers does better than one that only counts.
import type { Draw } from './draw.ts'

type Person = {
  readonly name: string
  readonly she: string
  readonly trade: string
}

const women = ['Ada', 'Mira', 'Tova', 'Lena', 'Ines', 'Runa', 'Selma', 'Orla', 'Wanda', 'Yara']
const men = ['Bruno', 'Emil', 'Jonas', 'Karim', 'Milo', 'Otto', 'Pavel', 'Tariq', 'Udo', 'Viktor']
const trades = [
  'baker',
  'ferryman',
  'gardener',
  'lamp maker',
  'miller',
  'postman',
  'smith',
  'teacher',
  'weaver',
  'clock maker',
]
const places = [
  'at the edge of the forest',
  'by the slow river',
  'on the windy hill',
  'under the old bridge',
  'in the harbour town',
  'behind the grey church',
  'at the end of the lane',
  'between the two mills',
]
const things = [
  'brass key',
  'red lantern',
  'wooden flute',
  'silver spoon',
  'paper map',
  'copper kettle',
  'blue umbrella',
  'small drum',
  'green bottle',
  'ball of wool',
  'stone jar',
  'long rope',
]
const hidden = [
  'under the stairs',
  'behind the stove',
  'in the hollow tree',
  'below the loose board',
  'in the hay cart',
  'on the highest shelf',
  'in the empty well',
  'beside the rain barrel',
]
const animals = ['cat', 'crow', 'dog', 'donkey', 'goat', 'hedgehog', 'owl', 'squirrel']
const seasons = ['spring', 'summer', 'autumn', 'winter']
const weather: { readonly [season: string]: readonly string[] } = {
  spring: ['rain fell softly', 'the meadow was full of flowers', 'the ice had just gone'],
  summer: ['the air was hot and still', 'the bees hummed', 'the road was dusty'],
  autumn: ['leaves covered the path', 'fog lay over the fields', 'the wind shook the apples down'],
  winter: ['snow lay on the roofs', 'the pond was frozen', 'the nights were long and clear'],
}
const wishes = [
  'wanted to sell it at the market',
  'had promised to lend it to a neighbour',
  'needed it before the evening',
  'had got it from a grandmother',
  'could not sleep without it',
]
const thanks = ['a warm loaf', 'three coins', 'a jar of honey', 'a seat by the fire', 'a new hat']

/** One tale, 400 to 1,000 bytes. */
export function tale(draw: Draw): string {
  const hero = person(draw)
  let friend = person(draw)
  while (friend.name === hero.name) friend = person(draw)
  const [thing, place, animal] = [draw.pick(things), draw.pick(places), draw.pick(animals)]
  const season = draw.pick(seasons)
  const spot = draw.pick(hidden)
  const wrong = hidden.filter((other) => other !== spot)
  const lines = [
    `${hero.name} was a ${hero.trade} and lived ${place} with ${article(animal)}.`,
    `It was ${season}, and ${draw.pick(weather[season] ?? [])}.`,
    `One morning the ${thing} was gone. ${hero.name} ${draw.pick(wishes)}.`,
    ...search(draw, hero, thing, wrong),
    `Then ${hero.she} asked ${friend.name}, the ${friend.trade}. "Have you seen my ${thing}?" said ${hero.name}.`,
    ...answer(draw, hero, friend, animal, spot),
    `And there it was: the ${thing} lay ${spot}.`,
    `${hero.name} thanked ${friend.name} and gave ${them(friend)} ${draw.pick(thanks)}.`,
    draw.pick([
      `Since that day the ${thing} hangs by the door, where everyone can see it.`,
      `That evening they laughed about it, and the ${animal} slept beside the ${thing}.`,
      `${friend.name} went home, and ${hero.name} put the ${thing} back in its place.`,
    ]),
  ]
  return lines.join(draw.chance(30) ? '\n' : ' ')
}

function person(draw: Draw): Person {
  const trade = draw.pick(trades)
  return draw.chance(50)
    ? { name: draw.pick(women), she: 'she', trade }
    : { name: draw.pick(men), she: 'he', trade }
}

function search(draw: Draw, hero: Person, thing: string, spots: readonly string[]): string[] {
  const count = draw.between(0, 3)
  const used = new Set<string>()
  for (let i = 0; i < count; i++) used.add(draw.pick(spots))
  return [...used].map((spot, turn) =>
    turn === 0
      ? `${capital(hero.she)} looked ${spot}, but the ${thing} was not there.`
      : `${capital(hero.she)} looked ${spot} as well and found nothing but dust.`,
  )
}

function answer(
  draw: Draw,
  hero: Person,
  friend: Person,
  animal: string,
  spot: string,
): readonly string[] {
  return draw.pick([
    [`"No," said ${friend.name}, "but your ${animal} was playing ${spot}."`],
    [
      `"Think," said ${friend.name}. "Where were you when you last held it?" "I was ${spot}," said ${hero.name}.`,
    ],
    [
      `${friend.name} did not know, but went along. Together they followed the ${animal}, and it led them on.`,
      `It stopped ${spot}.`,
    ],
  ])
}

const them = ({ she }: Person) => (she === 'she' ? 'her' : 'him')
const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)
const article = (noun: string) => `${/^[aeiou]/.test(noun) ? 'an' : 'a'} ${noun}`
