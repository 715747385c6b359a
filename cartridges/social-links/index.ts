// Profiles of social networks: many spellings in, one canonical address out.

type JsonObject = { readonly [key: string]: Json }
type Link = { network: string; handle: string; url: string }
/** Hosts, the path of a profile (`{}` is the handle) and what a handle may be. */
type Network = {
  readonly hosts: readonly string[]
  readonly path: string
  readonly handle: RegExp
  readonly foldsCase: boolean
}

const network = (hosts: string, path: string, handle: RegExp, foldsCase = true): Network => ({
  hosts: hosts.split(' '),
  path,
  handle,
  foldsCase,
})
const networks: { readonly [name: string]: Network } = {
  bluesky: network('bsky.app', '/profile/{}', /^[a-z0-9-]+(\.[a-z0-9-]+)+$/i),
  codeberg: network('codeberg.org', '/{}', /^[\w.-]{1,40}$/),
  github: network('github.com', '/{}', /^[a-z0-9](-?[a-z0-9]){0,38}$/i),
  gitlab: network('gitlab.com', '/{}', /^[\w.-]{2,255}$/),
  instagram: network('instagram.com', '/{}', /^[\w.]{1,30}$/),
  linkedin: network('linkedin.com', '/in/{}', /^[\w-]{3,100}$/),
  medium: network('medium.com', '/@{}', /^[\w.]{1,50}$/),
  reddit: network('reddit.com old.reddit.com', '/user/{}', /^[\w-]{3,20}$/, false),
  tiktok: network('tiktok.com', '/@{}', /^[\w.]{2,24}$/),
  twitch: network('twitch.tv', '/{}', /^\w{4,25}$/),
  x: network('x.com twitter.com', '/{}', /^\w{1,15}$/),
  youtube: network('youtube.com', '/@{}', /^[\w.-]{3,30}$/),
}
/** First parts of paths that are pages of the network and not people. */
const pages = new Set([
  'about',
  'explore',
  'home',
  'jobs',
  'login',
  'notifications',
  'search',
  'settings',
  'hashtag',
  'watch',
  'shorts',
  'company',
  'orgs',
  'topics',
])

const bad = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

const isObject = (value: Json): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)

function linkTo(name: string, given: string): Link | string {
  const known = Object.hasOwn(networks, name) ? networks[name] : undefined
  if (!known) return `"${name.slice(0, 30)}" is no network known here`
  const handle = known.foldsCase ? given.toLowerCase() : given
  if (!known.handle.test(handle)) return `"${given.slice(0, 40)}" cannot be a name at ${name}`
  return {
    network: name,
    handle,
    url: `https://${known.hosts[0]}${known.path.replace('{}', handle)}`,
  }
}

function understand(profile: string): Link | string {
  const [, user, host] = /^@?([\w.-]{1,60})@([a-z0-9-]+(?:\.[a-z0-9-]+)+)$/i.exec(profile) ?? []
  if (user !== undefined && host !== undefined)
    return {
      network: 'mastodon',
      handle: `@${user}@${host.toLowerCase()}`,
      url: `https://${host.toLowerCase()}/@${user}`,
    }
  const [, name, handle] = /^([a-z]+):@?([^/@:]+)$/i.exec(profile) ?? []
  if (name !== undefined && handle !== undefined)
    return linkTo(name.toLowerCase() === 'twitter' ? 'x' : name.toLowerCase(), handle)
  const [, site = '', path = ''] =
    /^(?:https?:\/\/)?((?:[a-z0-9-]+\.)+[a-z]{2,})(\/[^?#\s]*)?(?:[?#]\S*)?$/i.exec(profile) ?? []
  if (site === '') return 'is neither an address nor network:handle nor @user@host'
  const bare = site.toLowerCase().replace(/^(www|m|mobile)\./, '')
  const found = Object.entries(networks).find(([, { hosts }]) => hosts.includes(bare))
  const parts = path.split('/').filter(Boolean)
  const isFediverse = parts.length === 1 && /^@[\w.-]+$/.test(parts[0] ?? '')
  if (!found)
    return isFediverse
      ? { network: 'mastodon', handle: `${parts[0]}@${bare}`, url: `https://${bare}/${parts[0]}` }
      : `${bare} is no network known here`
  const prefix = found[1].path.split('/').filter(Boolean).slice(0, -1)
  const rest = prefix.every(
    (part, index) => parts[index] === part || (part === 'user' && parts[index] === 'u'),
  )
    ? parts.slice(prefix.length)
    : []
  const first = (rest[0] ?? '').replace(/^@/, '')
  if (first === '' || pages.has(first.toLowerCase())) return 'is no profile of a person'
  return linkTo(found[0], first)
}

export function handle({ body }: Request): Response {
  const hint =
    'POST {"name": "Ada", "profiles": ["https://github.com/ada", "x:ada", "@ada@mastodon.social"]}'
  if (!isObject(body)) return bad('the body must be a JSON object', hint)
  const { name = '', profiles } = body
  if (typeof name !== 'string' || name.length > 80)
    return bad('"name" must be text of at most 80 characters', hint)
  if (!Array.isArray(profiles) || profiles.length === 0 || profiles.length > 30)
    return bad('"profiles" must be a list of 1 to 30', hint)
  const links = new Map<string, Link>()
  const problems: { profile: string; problem: string }[] = []
  for (const profile of profiles) {
    if (typeof profile !== 'string' || profile.length > 300)
      return bad('"profiles" must hold texts of at most 300 characters', hint)
    const found = understand(profile.trim())
    if (typeof found === 'string') problems.push({ profile, problem: found })
    else links.set(found.url, found)
  }
  const items = [...links.values()].map(
    ({ network: site, handle, url }) =>
      `<li><a rel="me noopener" href="${escapeHtml(url)}" aria-label="${escapeHtml(`${name ? `${name} on ` : ''}${site}`)}">${site} <span>${escapeHtml(handle)}</span></a></li>`,
  )
  return {
    body: {
      links: [...links.values()],
      problems,
      html: `<ul class="social">${items.join('')}</ul>`,
    },
  }
}
