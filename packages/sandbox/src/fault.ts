// How a guest's run can fail. What a guest does ends in one of these; only our own trouble throws.

export type FaultKind =
  | 'timeout'
  | 'memory'
  | 'runtime'
  | 'bad_output'
  | 'capability'
  | 'infrastructure'

export type Fault = {
  readonly kind: FaultKind
  /** Stable code such as `sandbox.timeout`, `kv.quota`. */
  readonly code: string
  /** Cut to limits.cartridgeErrorBytes. */
  readonly message: string
}
