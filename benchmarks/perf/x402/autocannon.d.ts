// The part of autocannon 9 that load.ts uses; the package ships no types.
declare module 'autocannon' {
  export default function autocannon(options: {
    readonly url: string
    readonly connections: number
    /** Seconds. */
    readonly duration: number
  }): Promise<{
    readonly duration: number
    readonly errors: number
    readonly requests: { readonly total: number }
    readonly latency: { readonly p50: number; readonly p99: number }
    readonly statusCodeStats: { readonly [status: string]: { readonly count: number } }
  }>
}
