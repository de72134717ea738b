import 'astro';

declare module 'astro' {
  interface AstroClientDirectives {
    'client:near'?: boolean;
    'client:now'?: boolean;
    'client:asked'?: boolean;
  }
}
