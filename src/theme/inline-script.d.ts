/** A file as a classic script that is small enough to stand in every page: src/integrations/inline-script.ts. */
declare module '*?inline-script' {
  const script: string;
  export default script;
}
