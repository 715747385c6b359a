// A playlist in a random but repeatable order. The artist with the most tracks left goes next whenever
// waiting longer would force two of theirs together.

type Track = { artist: string; title: string; seconds: number; url: string }

const hint =
  'POST {"tracks": [{"artist": "Nina", "title": "Four", "seconds": 260, "url": "music/four.mp3"}], "seed": 7, "fit": 3600}'

const refused = (error: string): Response => ({ status: 400, body: { error, hint } })

/** Numbers from 0 to 1 that follow from the seed (mulberry32). */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A line of an M3U file ends at its newline, so no control character may pass. */
const isLine = (value: Json | undefined, most: number): value is string =>
  typeof value === 'string' && value.trim() !== '' && value.length <= most && !/\p{C}/u.test(value)

function trackOf(value: Json): Track | null {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
  const { artist, title, seconds, url } = value
  if (!isLine(artist, 80) || !isLine(title, 120)) return null
  if (typeof seconds !== 'number' || !Number.isInteger(seconds)) return null
  if (seconds < 1 || seconds > 36_000) return null
  // A line that starts with "#" would be a comment or a directive.
  const place = url ?? `${artist} - ${title}`
  return isLine(place, 300) ? { artist, title, seconds, url: place.replace(/^#/, './#') } : null
}

function spread(tracks: readonly Track[], next: () => number): Track[] {
  const byArtist = new Map<string, Track[]>()
  const shuffled = tracks
    .map((track) => ({ track, at: next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ track }) => track)
  for (const track of shuffled)
    byArtist.set(track.artist, [...(byArtist.get(track.artist) ?? []), track])
  const order: Track[] = []
  while (order.length < tracks.length) {
    const left = tracks.length - order.length
    const groups = [...byArtist.values()].filter((group) => group.length > 0)
    const others = groups.filter((group) => group[0]?.artist !== order.at(-1)?.artist)
    const open = others.length > 0 ? others : groups
    const urgent = open.find((group) => group.length * 2 > left)
    // Artists with more tracks are drawn more often, as in a plain shuffle.
    let ticket = next() * open.reduce((sum, group) => sum + group.length, 0)
    const drawn = open.find((group) => {
      ticket -= group.length
      return ticket < 0
    })
    const track = (urgent ?? drawn ?? open[0])?.shift()
    if (track === undefined) break
    order.push(track)
  }
  return order
}

function clock(seconds: number): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
}

export function handle({ body }: Request): Response {
  if (body === null || typeof body !== 'object' || Array.isArray(body))
    return refused('the body must be an object')
  const { tracks: given, seed = 1, fit = 360_000_000 } = body
  if (!Array.isArray(given) || given.length === 0 || given.length > 200)
    return refused('"tracks" must be a list of 1 to 200')
  const tracks = given.map(trackOf).filter((track) => track !== null)
  if (tracks.length < given.length)
    return refused('a track must be {artist, title, seconds, url} of single lines')
  if (typeof seed !== 'number' || !Number.isInteger(seed) || seed < 0 || seed > 2_147_483_647)
    return refused('"seed" must be a whole number from 0')
  if (typeof fit !== 'number' || !Number.isInteger(fit) || fit < 1)
    return refused('"fit" must be whole seconds')

  let seconds = 0
  const next = generator(seed)
  const chosen = spread(tracks, next).filter((track) => {
    const isFitting = seconds + track.seconds <= fit
    if (isFitting) seconds += track.seconds
    return isFitting
  })
  // What was left out may have parted two of the same artist.
  let at = 0
  const order = spread(chosen, next).map((track) => {
    const startsAt = clock(at)
    at += track.seconds
    return { ...track, startsAt }
  })
  const entries = order.map(
    ({ artist, title, seconds: length, url }) => `#EXTINF:${length},${artist} - ${title}\n${url}\n`,
  )
  return {
    body: {
      tracks: order.map(({ url: _, ...track }) => track),
      seconds,
      left: tracks.length - order.length,
      m3u: `#EXTM3U\n${entries.join('')}`,
    },
  }
}
