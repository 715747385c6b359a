// Likes that count a person once. POST turns a like on or off, or sets it; the most liked items of a
// collection come first.

type Item = { fans: string[] }

const maxItems = 80
const maxFans = 300
const part = '[a-z0-9][a-z0-9-]{0,39}'
const paths = new RegExp(`^/(${part})(?:/(${part}))?$`)

const no = (status: number, error: string, hint: string): Response => ({
  status,
  body: { error, hint },
})

const fansOf = (key: string): readonly string[] => (kv.get(key) as Item | undefined)?.fans ?? []

export function handle({ method, path, query, body }: Request): Response {
  const [, collection, item] = paths.exec(path) ?? []
  if (collection === undefined)
    return no(400, 'no collection was named', 'POST /photos/cat {"fan": "ada"}, GET /photos')
  const prefix = `${collection}/`
  if (item === undefined) {
    const items = kv
      .list(prefix, maxItems)
      .map((key) => ({ item: key.slice(prefix.length), likes: fansOf(key).length }))
      .sort((a, b) => b.likes - a.likes)
    return { body: { collection, items: items.slice(0, 20) } }
  }
  const key = prefix + item
  const fans = fansOf(key)
  const given = typeof body === 'object' && body !== null && !Array.isArray(body) ? body : {}
  const fan = method === 'GET' ? (query.fan ?? '') : given.fan
  if (typeof fan !== 'string' || fan.length > 100 || (fan === '' && method !== 'GET'))
    return no(400, '"fan" is missing', 'the id of the person, up to 100 characters')
  let liked = fans.includes(fan)
  let likes = fans.length
  if (method !== 'GET') {
    const { like = !liked } = given
    if (typeof like !== 'boolean')
      return no(400, '"like" must be true or false', 'or absent to switch')
    if (like && !liked && fans.length >= maxFans) return no(409, `${maxFans} like it`, 'it is full')
    if (like && fans.length === 0 && kv.list(prefix, maxItems).length >= maxItems)
      return no(409, `a collection holds ${maxItems} items`, 'begin another collection')
    if (like !== liked) {
      const left = like ? [...fans, fan] : fans.filter((other) => other !== fan)
      if (left.length === 0) kv.delete(key)
      else kv.set(key, { fans: left })
      likes = left.length
    }
    liked = like
  }
  return { body: { item, likes, liked } }
}
