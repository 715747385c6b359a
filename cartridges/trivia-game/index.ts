// A trivia game for a room of people. Everybody answers the same question; it closes when all have, the
// first right answer earns most and a streak a little more. A seed shuffles, so a game can be played again.

type Player = { score: number; streak: number; right: number; answer: number | null }
type Game = {
  seed: number
  rounds: number
  round: number
  questions: number[]
  order: string[]
  players: { [name: string]: Player }
  phase: 'asking' | 'over'
  last: Json
}

// [category, question, the right answer, three wrong ones]
const bank: readonly (readonly [string, string, string, string, string, string])[] = [
  ['science', 'Which planet is closest to the Sun?', 'Mercury', 'Venus', 'Mars', 'Earth'],
  ['science', 'What is the chemical symbol of gold?', 'Au', 'Ag', 'Go', 'Gd'],
  ['science', 'How many bones has an adult human?', '206', '186', '226', '246'],
  [
    'science',
    'Which gas do plants take in to grow?',
    'Carbon dioxide',
    'Oxygen',
    'Nitrogen',
    'Helium',
  ],
  ['science', 'What is the hardest natural mineral?', 'Diamond', 'Quartz', 'Topaz', 'Corundum'],
  [
    'science',
    'Which part of the cell holds most of its DNA?',
    'Nucleus',
    'Ribosome',
    'Membrane',
    'Vacuole',
  ],
  ['science', 'At which temperature do Celsius and Fahrenheit agree?', '−40', '0', '−32', '−100'],
  ['science', 'Which particle has a negative charge?', 'Electron', 'Proton', 'Neutron', 'Photon'],
  ['geography', 'What is the capital of Australia?', 'Canberra', 'Sydney', 'Melbourne', 'Perth'],
  [
    'geography',
    'Which country has the most people of all island countries?',
    'Indonesia',
    'Japan',
    'Philippines',
    'Madagascar',
  ],
  ['geography', 'Which desert is the largest hot one?', 'Sahara', 'Gobi', 'Kalahari', 'Atacama'],
  [
    'geography',
    'Through which capital does the Seine flow?',
    'Paris',
    'Brussels',
    'Bern',
    'Vienna',
  ],
  ['geography', 'Which ocean is the largest?', 'Pacific', 'Atlantic', 'Indian', 'Arctic'],
  ['geography', 'What is the capital of Canada?', 'Ottawa', 'Toronto', 'Montreal', 'Vancouver'],
  [
    'geography',
    'On which continent lies Egypt’s capital?',
    'Africa',
    'Asia',
    'Europe',
    'South America',
  ],
  [
    'geography',
    'Which strait parts Europe from Africa?',
    'Gibraltar',
    'Bosporus',
    'Dover',
    'Hormuz',
  ],
  ['history', 'In which year did the Berlin Wall fall?', '1989', '1987', '1990', '1991'],
  [
    'history',
    'Who was the first human on the Moon?',
    'Neil Armstrong',
    'Buzz Aldrin',
    'Yuri Gagarin',
    'Michael Collins',
  ],
  [
    'history',
    'Which city was buried by Vesuvius in the year 79?',
    'Pompeii',
    'Carthage',
    'Sparta',
    'Syracuse',
  ],
  [
    'history',
    'Who wrote the first program for the Analytical Engine?',
    'Ada Lovelace',
    'Charles Babbage',
    'Alan Turing',
    'Grace Hopper',
  ],
  ['history', 'In which year did the First World War begin?', '1914', '1912', '1916', '1918'],
  ['history', 'Which people built Machu Picchu?', 'Inca', 'Maya', 'Aztec', 'Olmec'],
  [
    'history',
    'Which ship sank on its first voyage in 1912?',
    'Titanic',
    'Lusitania',
    'Britannic',
    'Vasa',
  ],
  [
    'history',
    'Which wonder of the ancient world still stands?',
    'Pyramid of Giza',
    'Colossus of Rhodes',
    'Hanging Gardens',
    'Lighthouse of Alexandria',
  ],
  ['arts', 'Who painted the Mona Lisa?', 'Leonardo da Vinci', 'Raphael', 'Michelangelo', 'Titian'],
  ['arts', 'How many strings has a violin?', '4', '5', '6', '3'],
  [
    'arts',
    'Who wrote “Pride and Prejudice”?',
    'Jane Austen',
    'Emily Brontë',
    'Mary Shelley',
    'George Eliot',
  ],
  [
    'arts',
    'Which composer wrote nine symphonies, the last with a choir?',
    'Beethoven',
    'Mozart',
    'Haydn',
    'Brahms',
  ],
  [
    'arts',
    'Who painted “The Starry Night”?',
    'Vincent van Gogh',
    'Claude Monet',
    'Edvard Munch',
    'Paul Cézanne',
  ],
  ['arts', 'How many lines has a sonnet?', '14', '12', '16', '10'],
  ['arts', 'How many keys has a usual piano?', '88', '76', '84', '92'],
  [
    'arts',
    'In which play does Yorick’s skull appear?',
    'Hamlet',
    'Macbeth',
    'Othello',
    'King Lear',
  ],
  ['computing', 'How many bits are in a byte?', '8', '4', '16', '10'],
  ['computing', 'What is 11 in binary as a decimal number?', '3', '2', '11', '4'],
  [
    'computing',
    'Which structure gives back first what came last?',
    'Stack',
    'Queue',
    'Heap',
    'Ring',
  ],
  ['computing', 'Which HTTP status asks for a payment?', '402', '401', '403', '404'],
  ['computing', 'On which port does HTTPS usually listen?', '443', '80', '22', '8080'],
  ['computing', 'What does the hexadecimal FF stand for?', '255', '256', '15', '127'],
  [
    'computing',
    'Which search needs a sorted list?',
    'Binary search',
    'Linear search',
    'Depth first',
    'Breadth first',
  ],
  [
    'computing',
    'Who described a universal machine in 1936?',
    'Alan Turing',
    'John von Neumann',
    'Claude Shannon',
    'Konrad Zuse',
  ],
]
const categories = [...new Set(bank.map(([category]) => category))]

const hint =
  'POST /friday {"players": ["Ada", "Bob"], "rounds": 5, "category": "science", "seed": 7}; GET /friday; POST /friday/answers {"player": "Ada", "choice": 2}; POST /friday/skip'

const wrong = (error: string, status = 400): Response => ({ status, body: { error, hint } })

/** Numbers from 0 in an order of the seed's (a linear congruential generator, high bits first). */
function shuffled(count: number, seed: number): number[] {
  let state = seed >>> 0
  const drawn = Array.from({ length: count }, (_, at) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return { at, key: (state ^ (state >>> 16)) >>> 0 }
  })
  return drawn.sort((a, b) => a.key - b.key || a.at - b.at).map(({ at }) => at)
}

/** The choices of the question of this round, in this game's order. */
function choicesOf(game: Game): string[] {
  const [, , ...texts] = bank[game.questions[game.round] ?? 0] ?? ['', '']
  return shuffled(4, game.seed + 7919 * (game.round + 1)).map((at) => texts[at] ?? '')
}

const rightOf = (game: Game) => bank[game.questions[game.round] ?? 0]?.[2] ?? ''

function view(name: string, game: Game): Json {
  const standing = Object.entries(game.players)
    .map(([key, { score, streak, right }]) => ({ player: key.slice(1), score, streak, right }))
    .sort((a, b) => b.score - a.score || b.right - a.right || (a.player < b.player ? -1 : 1))
  const [category = '', ask = ''] = bank[game.questions[game.round] ?? 0] ?? []
  const isOver = game.phase === 'over'
  const best = standing[0]?.score ?? 0
  return {
    game: name,
    phase: game.phase,
    round: Math.min(game.round + 1, game.rounds),
    rounds: game.rounds,
    question: isOver ? null : { category, ask, choices: choicesOf(game) },
    waiting: isOver
      ? []
      : Object.entries(game.players)
          .filter(([, { answer }]) => answer === null)
          .map(([key]) => key.slice(1)),
    last: game.last,
    standing,
    winners: isOver
      ? standing.filter(({ score }) => score === best && score > 0).map(({ player }) => player)
      : [],
  }
}

function start(name: string, body: Json): Response {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return wrong('the body must be an object')
  const { players, rounds = 5, category = null, seed } = body
  const names = Array.isArray(players) ? players : []
  const isName = (each: Json) => typeof each === 'string' && /^[\p{L}\p{N}_-]{1,20}$/u.test(each)
  if (
    names.length < 1 ||
    names.length > 12 ||
    !names.every(isName) ||
    new Set(names).size < names.length
  )
    return wrong('"players" must be 1 to 12 different names of letters and digits')
  if (category !== null && !(typeof category === 'string' && categories.includes(category)))
    return wrong(`"category" must be one of ${categories.join(', ')}`)
  const fitting = [...bank.keys()].filter((at) => category === null || bank[at]?.[0] === category)
  if (
    typeof rounds !== 'number' ||
    !Number.isInteger(rounds) ||
    rounds < 1 ||
    rounds > Math.min(20, fitting.length)
  )
    return wrong(`"rounds" must be 1 to ${Math.min(20, fitting.length)}`)
  const drawn = seed ?? random(4).reduce((sum, byte) => sum * 256 + byte, 0)
  if (typeof drawn !== 'number' || !Number.isInteger(drawn) || drawn < 0 || drawn > 0xffffffff)
    return wrong('"seed" must be whole, from 0 to 4294967295')
  const old = kv.get(name) as Game | undefined
  if (old?.phase === 'asking') return wrong(`"${name}" is being played`, 409)
  if (old === undefined && kv.list('', 40).length >= 40) return wrong('there are 40 games', 409)
  const questions = shuffled(fitting.length, drawn)
    .map((at) => fitting[at] ?? 0)
    .slice(0, rounds)
  const fresh = (): Player => ({ score: 0, streak: 0, right: 0, answer: null })
  // The sign before a name keeps it from being a name that every object has.
  const table = Object.fromEntries(names.map((each) => [`@${each}`, fresh()]))
  const game: Game = {
    seed: drawn,
    rounds,
    round: 0,
    questions,
    order: [],
    players: table,
    phase: 'asking',
    last: null,
  }
  kv.set(name, game)
  return { status: 201, body: view(name, game) }
}

/** Closes the round: 100 for a right answer, 50, 25 more for the first two, 10 for each right one before. */
function close(game: Game) {
  const choices = choicesOf(game)
  const right = rightOf(game)
  const gains: { player: string; choice: string | null; points: number }[] = []
  let early = 0
  for (const key of [
    ...game.order,
    ...Object.keys(game.players).filter((each) => !game.order.includes(each)),
  ]) {
    const player = game.players[key]
    if (player === undefined) continue
    const choice = player.answer === null ? null : (choices[player.answer] ?? null)
    const isRight = choice === right
    const points = isRight ? 100 + ([50, 25][early] ?? 0) + 10 * Math.min(5, player.streak) : 0
    if (isRight) early += 1
    player.score += points
    player.right += isRight ? 1 : 0
    player.streak = isRight ? player.streak + 1 : 0
    player.answer = null
    gains.push({ player: key.slice(1), choice, points })
  }
  game.last = { ask: bank[game.questions[game.round] ?? 0]?.[1] ?? '', right, gains }
  game.order = []
  game.round += 1
  if (game.round >= game.rounds) game.phase = 'over'
}

export function handle({ method, path, body }: Request): Response {
  const [, name, action] = /^\/([a-z0-9-]{1,30})(?:\/(answers|skip))?$/.exec(path) ?? []
  if (name === undefined) return wrong('a game is named by a-z, 0-9 and -')
  if (method === 'POST' && action === undefined) return start(name, body)
  const game = kv.get(name) as Game | undefined
  if (game === undefined) return wrong(`there is no game "${name}"`, 404)
  if (method !== 'POST') return { body: view(name, game) }
  if (game.phase === 'over') return wrong('the game is over', 409)
  if (action === 'answers') {
    const { player, choice } =
      typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    const key = `@${typeof player === 'string' ? player : ''}`
    const who = Object.hasOwn(game.players, key) ? game.players[key] : undefined
    if (who === undefined) return wrong('"player" must be the name of one who plays')
    if (typeof choice !== 'number' || ![0, 1, 2, 3].includes(choice))
      return wrong('"choice" must be 0 to 3')
    if (who.answer !== null) return wrong(`${key.slice(1)} has answered`, 409)
    who.answer = choice
    game.order.push(key)
  }
  if (action === 'skip' || game.order.length === Object.keys(game.players).length) close(game)
  kv.set(name, game)
  return { body: view(name, game) }
}
