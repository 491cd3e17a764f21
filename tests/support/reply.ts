/** A reply as `fetch` gives it. Node's own `Response` does not outlive the sandbox of another test in the same process. */
export function replyOf(body: string, status = 200): Response {
  const reply = { status, ok: status >= 200 && status < 300, text: () => Promise.resolve(body) };
  return reply as unknown as Response;
}
