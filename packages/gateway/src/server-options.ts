// Limits that only the HTTP server itself can enforce; apps/node passes them to node:http.

export const serverOptions = {
  /** Headers must be complete after this many ms. */
  headersTimeout: 10_000,
  /** The whole request must have arrived after this many ms. */
  requestTimeout: 30_000,
  keepAliveTimeout: 15_000,
  connectionsCheckingInterval: 1_000,
  maxHeaderSize: 16 * 1024,
} as const

/** Open sockets a node accepts; set on the server object. */
export const maxConnections = 2_000

/**
 * No limit; set on the server object. Node's own (about 1000) drops further headers in silence, the payment
 * header among them. The byte cap above is the control.
 */
export const maxHeadersCount = 0
