// The client behind proxies. Everybody can write a forwarding header, so its entries are read from the
// near end, and one is believed only when the proxy that added it is trusted.

type Hop = { readonly address: string; readonly proto: string | null; readonly host: string | null }
type Range = { readonly bits: bigint; readonly prefix: number }

const refuse = (error: string, hint: string): Response => ({ status: 400, body: { error, hint } })

function readV4(text: string): bigint | null {
  const parts = text.split('.')
  // A leading zero is octal for some readers, so `010.0.0.1` is nobody's address.
  if (
    parts.length !== 4 ||
    !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256)
  )
    return null
  return parts.reduce((sum, part) => (sum << 8n) | BigInt(part), 0n)
}

/** Any address as 128 bits; IPv4 lies where IPv6 maps it, so that both ways to write it are one. */
function readAddress(text: string): bigint | null {
  const v4 = readV4(text)
  if (v4 !== null) return (0xffffn << 32n) | v4
  const tail = /^(.*:)(\d+(?:\.\d+){3})$/.exec(text)
  const inner = tail ? readV4(tail[2] ?? '') : 0n
  if (inner === null) return null
  const written = tail
    ? `${tail[1]}${(inner >> 16n).toString(16)}:${(inner & 0xffffn).toString(16)}`
    : text
  const halves = written.split('::')
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')))
  const [left = [], right = []] = groups
  const missing = 8 - left.length - right.length
  if (halves.length > 2 || (halves.length === 2 ? missing < 1 : missing !== 0)) return null
  const all = [...left, ...Array<string>(missing).fill('0'), ...right]
  if (!all.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return null
  return all.reduce((sum, group) => (sum << 16n) | BigInt(`0x${group}`), 0n)
}

function readRange(text: Json): Range | null {
  if (typeof text !== 'string') return null
  const [address = '', size, more] = text.split('/')
  const bits = readAddress(address)
  const width = address.includes(':') ? 128 : 32
  const length = size === undefined ? width : /^\d{1,3}$/.test(size) ? Number(size) : -1
  if (bits === null || more !== undefined || length < 0 || length > width) return null
  return { bits, prefix: 128 - width + length }
}

const isIn = (bits: bigint, range: Range) => {
  const shift = BigInt(128 - range.prefix)
  return bits >> shift === range.bits >> shift
}

/** `192.0.2.1:80`, `[2001:db8::1]:80` and `"[2001:db8::1]"` without port, brackets and quotes. */
function bare(node: string): string {
  const text = node.trim().replace(/^"(.*)"$/, '$1')
  return /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text
}

function readForwarded(header: string): Hop[] {
  // Commas and semicolons inside quotes separate nothing.
  const elements = header.match(/(?:"(?:[^"\\]|\\.)*"|[^,"])+/g) ?? []
  return elements.map((element) => {
    const pairs = new Map<string, string>()
    for (const [, name = '', value = ''] of element.matchAll(
      /([\w-]+)=("(?:[^"\\]|\\.)*"|[^;\s]*)/g,
    ))
      pairs.set(name.toLowerCase(), value.replace(/^"(.*)"$/, '$1'))
    const proto = pairs.get('proto')?.toLowerCase() ?? null
    const host = pairs.get('host') ?? null
    return {
      address: bare(pairs.get('for') ?? ''),
      proto: proto === 'http' || proto === 'https' ? proto : null,
      host: host !== null && /^[a-z0-9.:[\]-]{1,255}$/i.test(host) ? host : null,
    }
  })
}

export function handle({ body }: Request): Response {
  const shape = '{"remote": "10.0.0.1", "trusted": ["10.0.0.0/8"], "xForwardedFor": "203.0.113.9"}'
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return refuse('the body must be a JSON object', shape)
  const { remote, trusted, forwarded = '', xForwardedFor = '' } = body
  if (typeof remote !== 'string' || readAddress(remote) === null)
    return refuse('"remote" is no IP address', shape)
  if (!Array.isArray(trusted) || trusted.length > 50)
    return refuse('"trusted" must be a list of at most 50', shape)
  const ranges = trusted.map(readRange).filter((range) => range !== null)
  if (ranges.length < trusted.length)
    return refuse('"trusted" holds what is no address and no range', '10.0.0.0/8 or 2001:db8::/32')
  if (typeof forwarded !== 'string' || typeof xForwardedFor !== 'string')
    return refuse('the headers must be text', shape)
  if (forwarded.length > 2000 || xForwardedFor.length > 2000)
    return refuse('a header is too long', 'at most 2000 characters')

  const hops: Hop[] =
    forwarded.trim() !== ''
      ? readForwarded(forwarded)
      : xForwardedFor.split(',').map((node) => ({ address: bare(node), proto: null, host: null }))
  const entries = hops.filter((hop, i) => hop.address !== '' || i < hops.length - 1)
  let client = remote
  let believed: Hop | null = null
  let used = 0
  for (const hop of entries.toReversed()) {
    const bits = readAddress(client)
    // Behind `unknown` or nonsense nothing can be told, so the last sure address stays.
    if (bits === null || !ranges.some((range) => isIn(bits, range))) break
    if (readAddress(hop.address) === null) break
    client = hop.address.toLowerCase()
    believed = hop
    used++
  }
  return {
    body: {
      client,
      proto: believed?.proto ?? null,
      host: believed?.host ?? null,
      trustedHops: used,
      ignored: entries.length - used,
    },
  }
}
