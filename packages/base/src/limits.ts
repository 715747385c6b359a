// Every cap that several rooms share, by name. A cap used in one room lives in that room.

const KiB = 1024
const MiB = 1024 * KiB

export const limits = {
  /** Decoded payment header. */
  paymentHeaderBytes: 8 * KiB,
  /** Request bodies of cartridges and of the API, unless a route says less. */
  requestBodyBytes: 64 * KiB,
  /** JSON nesting accepted from strangers. */
  jsonDepth: 64,
  /** Body a cartridge may answer with. */
  cartridgeOutputBytes: 256 * KiB,
  /** Error text a cartridge may cause. */
  cartridgeErrorBytes: 4 * KiB,
  /** Source of one cartridge. */
  cartridgeSourceBytes: 64 * KiB,
  /** Composition depth of `call`. */
  callDepth: 3,
  kvKeys: 1000,
  kvKeyBytes: 256,
  kvValueBytes: 64 * KiB,
  kvTotalBytes: 1 * MiB,
} as const

/** What a cartridge may be called; also keeps paths, prototypes and unicode twins out. */
export const slugPattern = /^[a-z0-9-]{1,40}$/
