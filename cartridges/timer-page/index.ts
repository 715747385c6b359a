// A countdown that reads what people write: 90s, 1h 30m, 1:30, 25 min. The end is an instant, so a page
// in the background is never late; past the end it counts how long ago that was.

type View = string | readonly [string, { readonly [name: string]: Json }, ...View[]]
/** `left` is what is left at rest; `ends` is when a running timer ends. Both in milliseconds. */
type State = { text: string; left: number; ends: number | null }

function step(old: State, action: { type: string; value?: string; by?: number; at?: number }) {
  const { type, value = '', by = 0, at = 0 } = action
  /** Seconds of a written duration, or null. A bare number is minutes. */
  const read = (text: string) => {
    const plain = text.trim().toLowerCase()
    const [, hours = '0', minutes, seconds] = /^(?:(\d{1,2}):)?(\d{1,3}):(\d\d)$/.exec(plain) ?? []
    if (minutes !== undefined && Number(seconds) < 60)
      return Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)
    if (/^\d{1,4}$/.test(plain)) return Number(plain) * 60
    const sizes: { [unit: string]: number } = { h: 3600, m: 60, s: 1 }
    const parts = [...plain.matchAll(/(\d{1,5}(?:\.\d{1,2})?)\s*([hms])[a-z]{0,6}\s*/g)]
    const isAll = parts.map(([part]) => part).join('') === plain && parts.length > 0
    const isFalling = parts.every(
      ([, , unit = ''], i) => i === 0 || (sizes[parts[i - 1]?.[2] ?? ''] ?? 0) > (sizes[unit] ?? 0),
    )
    if (!isAll || !isFalling) return null
    return Math.round(
      parts.reduce((sum, [, n, unit = '']) => sum + Number(n) * (sizes[unit] ?? 0), 0),
    )
  }

  let { text, left, ends } = old
  if (type === 'text') {
    text = value.slice(0, 30)
    ends = null
  }
  const seconds = read(text)
  const isTime = seconds !== null && seconds >= 1 && seconds <= 86_400
  if (type === 'text' || type === 'reset') {
    left = isTime ? seconds * 1000 : 0
    ends = null
  }
  if (type === 'go' && ends === null && left > 0) ends = at + left
  if (type === 'pause' && ends !== null) {
    left = Math.max(0, ends - at)
    ends = null
  }
  if (type === 'more' && ends !== null) ends = Math.max(ends, at) + by
  else if (type === 'more') left += by

  const now = ends === null ? left : ends - at
  const isOver = ends !== null && now <= 0
  // A second is shown until it is over: a timer of 10 seconds begins with 10 and ends when it shows 0.
  const shown = isOver ? Math.floor(-now / 1000) : Math.ceil(now / 1000)
  const two = (part: number) => String(part).padStart(2, '0')
  const [h, m, s] = [Math.floor(shown / 3600), Math.floor(shown / 60) % 60, shown % 60]
  const clock = h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`
  const result = {
    seconds: isTime ? seconds : null,
    left: isOver ? 0 : shown,
    clock: isOver ? '0:00' : clock,
    over: isOver ? shown : null,
    percent: isTime ? Math.min(100, Math.max(0, Math.round(100 - now / seconds / 10))) : 0,
  }
  const button = (words: string, does: { [name: string]: Json }, disabled = false): View => [
    'button',
    { disabled, on: { click: does } },
    words,
  ]
  const message = isOver ? `Time is up since ${clock}` : isTime ? clock : 'Write a time like 1h 30m'
  const view: View = [
    'div',
    { class: 'stack' },
    [
      'label',
      {},
      'For how long',
      ['input', { value: text, on: { input: { type: 'text' }, enter: { type: 'go' } } }],
    ],
    ['div', { class: 'big', role: isOver ? 'alert' : 'timer' }, message],
    ['progress', { max: 100, value: result.percent, 'aria-label': 'gone' }],
    [
      'div',
      { class: 'row' },
      ends === null
        ? button('Start', { type: 'go' }, left <= 0)
        : button('Pause', { type: 'pause' }),
      button('One minute more', { type: 'more', by: 60_000 }, !isTime),
      button('From the start', { type: 'reset' }, !isTime),
    ],
  ]
  return { state: { text, left, ends }, view, result }
}

const hint = 'POST {"duration": "1h 30m", "elapsed": 600} in seconds, or GET ?duration=25m'

export async function handle({ method, body, query }: Request): Promise<Response> {
  const given: Json = method === 'GET' ? { duration: query.duration ?? '5m' } : body
  const isObject = given !== null && typeof given === 'object' && !Array.isArray(given)
  const { duration, elapsed = 0 } = isObject ? given : {}
  const text = typeof duration === 'string' && duration.length <= 30 ? duration : ''
  const { state, result } = step({ text, left: 0, ends: null }, { type: 'reset' })
  if (result.seconds === null)
    return {
      status: 400,
      body: { error: '"duration" must be from 1 second to a day, like 90s, 1:30 or 25 min', hint },
    }
  if (typeof elapsed !== 'number' || !(elapsed >= 0 && elapsed <= 1e9))
    return { status: 400, body: { error: '"elapsed" must be seconds from 0', hint } }
  if (method !== 'GET') {
    const running = step(state, { type: 'go', at: 0 }).state
    return { body: step(running, { type: 'tick', at: elapsed * 1000 }).result }
  }
  const setup = { title: 'Timer', step: String(step), state, every: 200 }
  const { body: html } = await call('app-page', { method: 'POST', body: setup })
  return { headers: { 'content-type': 'text/html; charset=utf-8' }, body: html }
}
