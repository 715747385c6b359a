// Refuses to connect where a stranger should not be able to send us: loopback, private, link-local,
// metadata and translated ranges. Use on the literal *and* on every resolved address (DNS rebinding).
import { BlockList, isIP } from 'node:net'

const refused: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 3, 'ipv4'],
  ['::', 96, 'ipv6'],
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['100::', 64, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2001:db8::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
]

const blockList = new BlockList()
for (const [network, prefix, family] of refused) blockList.addSubnet(network, prefix, family)

/** Is this literal IP public? Anything that is no IP literal is not. */
export function isPublicIp(address: string): boolean {
  const family = isIP(address)
  if (family === 0) return false
  const mapped = /^::ffff:(.+)$/i.exec(address)?.[1]
  if (mapped && isIP(mapped) === 4) return isPublicIp(mapped)
  if (/^::ffff:/i.test(address)) return false
  return !blockList.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

export type UrlVerdict =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly reason: string }

/**
 * May we fetch this URL for a stranger? Checks scheme, credentials and literal hosts; the caller's
 * connector must check resolved addresses with `isPublicIp` as well.
 * @param allowHosts hosts (as in `URL.host`) the operator allows although they are private
 */
export function checkForeignUrl(text: string, allowHosts: readonly string[] = []): UrlVerdict {
  if (text.length > 2048) return { ok: false, reason: 'URL is longer than 2048 characters' }
  if (!URL.canParse(text)) return { ok: false, reason: 'not a URL' }
  const url = new URL(text)
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    return { ok: false, reason: `scheme ${url.protocol} is refused` }
  if (url.username || url.password) return { ok: false, reason: 'credentials in a URL are refused' }
  if (allowHosts.includes(url.host)) return { ok: true, url }
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isPublicIp(host))
    return { ok: false, reason: `${host} is not a public address` }
  if (isIP(host) === 0 && /(^|\.)(localhost|local|internal)$/i.test(host))
    return { ok: false, reason: `${host} is not a public name` }
  return { ok: true, url }
}
