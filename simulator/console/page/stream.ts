/** How long to wait, in ms, before a stream that the browser has given up is opened again. */
const AGAIN_MS = 1000;

interface Handlers {
  readonly onMessage: (data: string) => void;
  readonly onLost: () => void;
}

/** Follows server-sent events until the returned function is called. */
export function follow(url: string, { onMessage, onLost }: Handlers): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stream = open();
  function open(): EventSource {
    const opened = new EventSource(url);
    opened.onmessage = ({ data }: MessageEvent<string>) => onMessage(data);
    opened.onerror = () => {
      onLost();
      // The browser repeats a broken connection by itself, but never a refusal, and a world that starts refuses for a moment.
      if (opened.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => (stream = open()), AGAIN_MS);
    };
    return opened;
  }
  return () => {
    clearTimeout(timer);
    stream.close();
  };
}
