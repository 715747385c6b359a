// Refusals that paid and free routes share.
import { HttpProblem } from './problem.ts'

export class UnknownCartridgeError extends HttpProblem {
  constructor(slug: string) {
    super(404, 'cartridge.unknown', `there is no cartridge "${slug.slice(0, 40)}"`, {
      hint: 'GET /c lists what this node sells',
    })
  }
}

export class MethodNotAllowedError extends HttpProblem {
  constructor(method: string, allow: string) {
    super(405, 'request.method', `${method.slice(0, 20)} is not possible here`, {
      headers: { Allow: allow },
    })
  }
}

export class TooManyRequestsError extends HttpProblem {
  constructor(retryAfterS: number) {
    super(429, 'request.rate_limited', 'too many requests from this address', {
      headers: { 'Retry-After': String(retryAfterS) },
    })
  }
}
