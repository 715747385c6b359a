export type Request = { client: string; time: number }

export function allow(requests: Request[], limit: number, window: number): boolean[] {
  const queues = new Map<string, number[]>()
  const answers: boolean[] = []
  for (const { time } of requests) {
    const queue = queues.get('') ?? []
    queues.set('', queue)
    while (queue.length > 0 && queue[0]! <= time - window) queue.shift()
    answers.push(queue.length < limit)
    if (queue.length < limit) queue.push(time)
  }
  return answers
}
