/** A name or path, `…/` in place of a beginning that is said elsewhere. */
export function FoldedPath({ text, prefix }: { text: string; prefix: string | undefined }) {
  if (!prefix || !text.startsWith(prefix)) return <>{text}</>;
  return (
    <>
      <abbr class="cb-crash-prefix" title={prefix}>
        …{prefix.at(-1)}
      </abbr>
      {text.slice(prefix.length)}
    </>
  );
}
