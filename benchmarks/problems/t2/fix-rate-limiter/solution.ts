export type Request = { client: string; time: number }

export function allow(requests: Request[], limit: number, window: number): boolean[] {
  const allowed: Request[] = []
  return requests.map((request) => {
    const recent = allowed.filter(
      ({ client, time }) => client === request.client && time > request.time - window,
    )
    const isAllowed = recent.length < limit
    if (isAllowed) allowed.push(request)
    return isAllowed
  })
}
