// Snake. `tick` is the whole game and pure: the apples come from a seed within the state, so the page,
// the tests and a program that plays by POST see the very same game.

type Heading = 'up' | 'down' | 'left' | 'right'
type State = {
  size: number
  /** Cells as row * size + column, the head first. */
  snake: number[]
  heading: Heading
  apple: number
  seed: number
  over: boolean
}
type Input = { pressed: string[] }

const hint = 'GET /start?size=16&seed=7 answers a first one; "input" is {"pressed": ["ArrowUp"]}'

export function tick(state: State, { pressed }: Input): { state: State; frame: Frame } {
  const { size } = state
  const steps: { [heading in Heading]: [number, number] } = {
    up: [-1, 0],
    down: [1, 0],
    left: [0, -1],
    right: [0, 1],
  }
  const keys = new Map<string, Heading>([
    ['ArrowUp', 'up'],
    ['ArrowDown', 'down'],
    ['ArrowLeft', 'left'],
    ['ArrowRight', 'right'],
  ])

  function turn(heading: Heading): Heading {
    // The last key counts, but nobody turns back into their own neck.
    for (const key of [...pressed].reverse()) {
      const wanted = keys.get(key)
      if (wanted === undefined) continue
      const isBack = steps[wanted].every((part, axis) => part === -(steps[heading][axis] ?? 0))
      if (!isBack) return wanted
    }
    return heading
  }

  function newApple(snake: readonly number[], seed: number): number {
    const taken = new Set(snake)
    const free = Array.from({ length: size * size }, (_, cell) => cell).filter(
      (cell) => !taken.has(cell),
    )
    return free[Math.floor((seed / 2 ** 32) * free.length)] ?? -1
  }

  function step(): State {
    if (state.over) return state
    const heading = turn(state.heading)
    const [down, right] = steps[heading]
    const head = state.snake[0] ?? 0
    const row = Math.floor(head / size) + down
    const column = (head % size) + right
    const isOutside = row < 0 || column < 0 || row >= size || column >= size
    const cell = row * size + column
    const isEaten = !isOutside && cell === state.apple
    // The tail moves on in the same step, so its cell may be entered.
    const body = isEaten ? state.snake : state.snake.slice(0, -1)
    if (isOutside || body.includes(cell)) return { ...state, heading, over: true }
    const snake = [cell, ...body]
    if (!isEaten) return { ...state, heading, snake }
    const seed = (Math.imul(state.seed, 1_664_525) + 1_013_904_223) >>> 0
    const apple = newApple(snake, seed)
    return { ...state, heading, snake, seed, apple, over: apple === -1 }
  }

  const next = step()
  const cells = Array.from({ length: size * size }, () => '.')
  if (next.apple >= 0) cells[next.apple] = 'a'
  for (const cell of next.snake) cells[cell] = 's'
  cells[next.snake[0] ?? 0] = 'h'
  const rows = Array.from({ length: size }, (_, row) =>
    cells.slice(row * size, (row + 1) * size).join(''),
  )
  const end = next.apple === -1 ? ', all is eaten' : next.over ? ', the end' : ''
  const palette = { '.': '#14161a', a: '#f7768e', s: '#73a857', h: '#9ece6a' }
  return { state: next, frame: { rows, palette, text: `Length ${next.snake.length}${end}` } }
}

function start(size: number, seed: number): State {
  const head = Math.floor(size / 2) * size + 2
  // Above the snake, so that no first apple lies below it.
  const apple = seed % (size * Math.floor(size / 2))
  return { size, snake: [head, head - 1], heading: 'right', apple, seed, over: false }
}

const isWhole = (value: Json | undefined, low: number, high: number): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= low && value <= high

function readState(given: Json | undefined): State | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { size, snake, heading, apple, seed, over } = given
  if (!isWhole(size, 6, 32) || !Array.isArray(snake) || snake.length === 0) return null
  const last = size * size - 1
  const cells = snake.filter((cell) => isWhole(cell, 0, last))
  if (cells.length !== snake.length || new Set(cells).size !== cells.length) return null
  const headings: readonly Heading[] = ['up', 'down', 'left', 'right']
  const read = headings.find((one) => one === heading)
  const isRest = isWhole(apple, -1, last) && isWhole(seed, 0, 2 ** 32 - 1)
  if (!isRest || read === undefined || typeof over !== 'boolean') return null
  return { size, snake: cells, heading: read, apple, seed, over }
}

function readPressed(given: Json | undefined): string[] | null {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return null
  const { pressed } = given
  if (!Array.isArray(pressed) || pressed.length > 8) return null
  const names = pressed.filter((key) => typeof key === 'string')
  return names.length === pressed.length ? names : null
}

export async function handle({ method, path, query, body }: Request): Promise<Response> {
  const bad = (error: string): Response => ({ status: 400, body: { error, hint } })
  if (method === 'POST') {
    const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
    const state = readState(given.state)
    if (state === null) return bad('this is no state of the game')
    const pressed = readPressed(given.input)
    if (pressed === null) return bad('"input" must hold at most 8 keys as "pressed"')
    const { state: next, frame } = tick(state, { pressed })
    const { rows, palette, text = '' } = frame
    return { body: { state: next, frame: { rows: [...rows], palette: { ...palette }, text } } }
  }
  const size = Number(query.size ?? 16)
  const seed = Number(query.seed ?? 1)
  if (!isWhole(size, 6, 32)) return bad('"size" must be a whole number from 6 to 32')
  if (!isWhole(seed, 0, 2 ** 32 - 1)) return bad('"seed" must be a whole number below 2^32')
  const state = start(size, seed)
  if (path === '/start') return { body: state }
  const buttons = ['Left', 'Up', 'Down', 'Right'].map((label) => ({ label, key: `Arrow${label}` }))
  const page = await call('canvas-page', {
    method: 'POST',
    body: {
      title: 'Snake',
      tick: String(tick),
      state,
      fps: 8,
      scale: Math.min(32, Math.floor(384 / size)),
      buttons,
      help: 'Arrow keys steer. Reload to play again.',
    },
  })
  if (page.status !== 200 || typeof page.body !== 'string')
    return { status: 502, body: { error: 'the page could not be made', hint: 'try again later' } }
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: page.body }
}
