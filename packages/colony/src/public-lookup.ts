// Name resolution for connections to strangers. It sits inside the connection, so the address that was
// checked is the address that is used: a name cannot answer differently the second time.
import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicIp } from '@zooid/base'

type Resolve = (
  hostname: string,
  options: { readonly all: true },
  callback: (error: Error | null, addresses: LookupAddress[]) => void,
) => void

/** A `lookup` for node:net and node:http that fails when any address of the name is not public. */
export function publicLookup(resolve: Resolve = lookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, addresses) => {
      const first = addresses?.[0]
      if (error || !first) return callback(error ?? new Error(`${hostname} has no address`), '', 4)
      const inward = addresses.find(({ address }) => !isPublicIp(address))
      if (inward)
        return callback(new Error(`${hostname} resolves to ${inward.address}, not public`), '', 4)
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}
