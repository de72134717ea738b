/** Text as it was, in a box that scrolls; so it has to be reached by keys. */
export function ScrollText({ label, text }: { label: string; text: string }) {
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre class="cb-rec-text" tabIndex={0} role="region" aria-label={label}>
      {text}
    </pre>
  );
}
