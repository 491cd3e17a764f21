/** The parts of the product that are not built yet, each in its place. */
const ROOMS = [
  {
    title: 'Slack channel',
    text: "Customers' texts will appear here, a thread each; an answer in the thread goes back as a text.",
  },
  { title: "Customers' phones", text: 'A customer will text the line from here and read the answer.' },
  {
    title: 'Job board',
    text: 'Jobs will move here from pending to completed, with the crews’ phones beside them.',
  },
  { title: 'The record', text: 'Every decision will be listed here, sealed and verifiable.' },
];

/** Says what will be where. */
export function Rooms() {
  return (
    <section class="rooms" aria-label="Coming later">
      {ROOMS.map(({ title, text }) => (
        <article key={title}>
          <h2>{title}</h2>
          <p>{text}</p>
        </article>
      ))}
    </section>
  );
}
